// Loaded into the functions that the emulator runs: sends requests that a rule names to a server of faults instead of to AWS. The rules stand in
// the file of FAULTS_FILE, which the rehearsal writes and takes away; without it nothing is changed.
import fs, { existsSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { urlToHttpOptions } from 'node:url';

const file = process.env.FAULTS_FILE ?? '';
if (existsSync(file)) {
  const { port, rules } = JSON.parse(readFileSync(file, 'utf8'));
  let name = process.env.AWS_LAMBDA_FUNCTION_NAME ?? '';
  const own = () => rules.filter(({ functions }) => new RegExp(functions).test(name));
  // The event comes on standard input: a function that serves several steps is known by that of its event.
  const { readFileSync: read } = fs;
  fs.readFileSync = (from, ...how) => {
    const content = read(from, ...how);
    if (from === 0) name += ` ${JSON.parse(content).step ?? ''}`;
    return content;
  };
  const { request } = http;
  /** DynamoDB says the operation in a header, EventBridge too; of S3 the method is all that is needed. */
  const operationOf = ({ headers, method }) => {
    const target = headers?.['x-amz-target'] ?? headers?.['X-Amz-Target'];
    return target === undefined ? `S3.${method}` : target.replace(/^.*[.]/, '');
  };
  http.request = (...given) => {
    const [options, ...rest] = given[0] instanceof URL ? [{ ...urlToHttpOptions(given[0]), ...given[1] }, ...given.slice(2)] : given;
    const rule = own().find(
      ({ operations, paths = '' }) => new RegExp(`^(${operations})$`).test(operationOf(options)) && new RegExp(paths).test(options.path ?? ''),
    );
    if (rule === undefined) return request(...given);
    return request({ ...options, host: '127.0.0.1', hostname: '127.0.0.1', port, headers: { ...options.headers, 'x-fault': rule.fault } }, ...rest);
  };
  syncBuiltinESMExports();
}
