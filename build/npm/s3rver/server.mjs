// A server of the S3 protocol on 127.0.0.1 that keeps objects in a folder; it knows one key, S3RVER, by its id
// and does not check signatures of version 4. Ends with its standard input, so with whoever started it.
import S3rver from 's3rver';

const [port, directory] = process.argv.slice(2);
const server = new S3rver({
  address: '127.0.0.1', port: Number(port), directory, silent: true, configureBuckets: [{ name: 'reid' }],
});
await server.run();
console.log('ready');
process.stdin.resume().on('end', () => process.exit(0));
