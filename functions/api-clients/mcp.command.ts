/**
 * `npm run --silent mcp`: the API as tools for language models, over standard input and output. The service is that of CHOKEPOINT_URL
 * (http://127.0.0.1:8080 when not set), the API key that of CHOKEPOINT_KEY.
 */
import { readFileSync } from 'node:fs';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { chokepointClient } from '#client/chokepoint-client.ts';
import { mcpServer } from './mcp-server.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
const client = chokepointClient({ url: process.env.CHOKEPOINT_URL ?? 'http://127.0.0.1:8080', key: process.env.CHOKEPOINT_KEY });
await mcpServer(client, version).connect(new StdioServerTransport());
