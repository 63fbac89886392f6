// Loaded into the functions that the emulator runs. The S3 client asks for `bucket.localhost`, which every system ought to resolve to the
// loopback address (RFC 6761), but glibc without a name service of its own does not.
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

const { lookup } = dns;
dns.lookup = (name, ...rest) => lookup(name.endsWith('.localhost') ? 'localhost' : name, ...rest);
syncBuiltinESMExports();
