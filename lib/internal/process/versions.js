// Who this program says it is: the Node.js line whose surface it offers, and the versions of what is built in.
import { binding } from '../binding.js';
import { options } from '../options.js';

const native = binding('process');

/** The newest long-term line of Node.js whose documented surface Rondo follows. */
export const version = 'v24.11.0';

/** The ABI that native addons of that line are built for. */
const MODULES = 137;

export const versions = Object.freeze({
  node: version.slice(1),
  ...native.versions(),
  modules: `${MODULES}`,
});

export const arch = native.arch;
export const platform = 'linux';

export const release = { name: 'node', lts: 'Krypton' };

export const features = Object.freeze({
  inspector: false,
  debug: false,
  uv: true,
  ipv6: true,
  tls_alpn: false,
  tls_sni: false,
  tls_ocsp: false,
  tls: false,
  openssl_is_boringssl: false,
  cached_builtins: true,
  get require_module() {
    return options['experimental-require-module'];
  },
  quic: false,
  typescript: 'strip',
});

export const config = Object.freeze({
  target_defaults: Object.freeze({
    cflags: [],
    default_configuration: 'Release',
    defines: [],
    include_dirs: [],
    libraries: [],
  }),
  variables: Object.freeze({
    napi_build_version: '10',
    node_module_version: MODULES,
    node_use_amaro: true,
    node_shared: false,
    v8_enable_i18n_support: 1,
    icu_small: false,
    host_arch: native.arch,
    target_arch: native.arch,
  }),
});
