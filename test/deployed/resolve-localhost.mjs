// Loaded into the functions that the emulator runs. The S3 client asks for `bucket.localhost`, which every system ought to resolve to the
// loopback address (RFC 6761), but glibc without a name service of its own does not.
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

const { lookup } = dns;
dns.lookup = (name, ...rest) => lookup(name.endsWith('.localhost') ? 'localhost' : name, ...rest);
syncBuiltinESMExports();

// The emulator reads a function's answer from its standard output and ends the process at once: an answer of more than a pipe holds (64 KiB)
// would be cut unless writing waits for the reader.
process.stdout._handle?.setBlocking?.(true);
