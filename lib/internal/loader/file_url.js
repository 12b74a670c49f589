//# allFunctionsCalledOnLoad
// Paths as file: URLs and back, as strings: the loader's keys are URLs, the file system's are paths.
import { pathToFileURL, fileURLToPath } from '../url/file_url.js';

/** Characters that read the same in a path and in the path of a URL. */
const SAME_PATH = /^[A-Za-z0-9_\-./@+=,!$&'()*:;]*$/;
const SAME_HREF = /^file:\/\/(\/[A-Za-z0-9_\-./@+=,!$&'()*:;]*)$/;

/**
 * @param {string} path  absolute, normalised
 * @returns {string} its file: URL
 */
export function hrefFromPath(path) {
  return SAME_PATH.test(path) ? `file://${path}` : pathToFileURL(path).href;
}

/**
 * @param {string} href  a file: URL
 * @returns {string} the path; query and fragment do not belong to it
 * @throws ERR_INVALID_FILE_URL_HOST, ERR_INVALID_FILE_URL_PATH, URIError
 */
export function pathFromHref(href) {
  return SAME_HREF.test(href) ? href.slice(7) : fileURLToPath(href);
}

/** What a message calls the importer: a path where the URL is a file's, else the URL. */
export function displayName(href) {
  if (href === undefined || !href.startsWith('file:')) return href;
  try {
    return pathFromHref(href);
  } catch {
    return href;
  }
}
