// Imports on the thread of the asynchronous hooks: hooks that are there already are asked for what a later one imports, and they
// take their time. (Node: "Modules: node:module API", "Chaining")
import { addJob, connectJob, forgetUnlinked, knownJob } from './es_loader.js';
import { importConditions } from './conditions.js';
import { translate } from './translate.js';

/**
 * @param {{ resolve: (specifier: string, context: object) => Promise<object>, load: (url: string, context: object) => Promise<object> }} steps
 *   by all hooks
 * @returns {(specifier: string, parentURL: string, attributes: object) => Promise<Job>} gives a module with all that it imports
 */
export function hookedFinder({ resolve, load }) {
  async function find(specifier, parentURL, attributes) {
    const conditions = [...importConditions()];
    const found = await resolve(specifier, { parentURL, conditions, importAttributes: attributes });
    const { url, format, importAttributes } = found;
    if (knownJob(url, importAttributes) === undefined) {
      const loaded = await load(url, { format, conditions, importAttributes });
      // Somebody else may have had it meanwhile.
      if (knownJob(url, importAttributes) === undefined)
        addJob(url, translate(url, loaded.format, loaded.source), importAttributes);
    }
    return knownJob(url, importAttributes);
  }

  async function gather(root) {
    const graph = new Set([root]);
    let done = false;
    try {
      // A Set's iteration meets what is added on the way.
      for (const job of graph) {
        if (job.children === undefined) {
          const requests = job.module.requests();
          const found = [];
          for (const { specifier, attributes } of requests) found.push(await find(specifier, job.url, attributes));
          if (job.children === undefined) connectJob(job, requests, found);
        }
        for (const child of job.children) if (child !== null && !child.linked) graph.add(child);
      }
      done = true;
    } finally {
      if (!done) forgetUnlinked(graph);
    }
  }

  return async (specifier, parentURL, attributes) => {
    const root = await find(specifier, parentURL, attributes);
    if (!root.linked) await gather(root);
    return root;
  };
}
