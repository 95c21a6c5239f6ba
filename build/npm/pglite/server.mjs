// PostgreSQL with pgvector in memory, on 127.0.0.1; ends with its standard input, so with whoever started it.
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

const db = await PGlite.create({ extensions: { vector } });
const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: Number(process.argv[2]), maxConnections: 20 });
await server.start();
console.log('ready');
process.stdin.resume().on('end', () => process.exit(0));
