import { readFileSync } from 'node:fs';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { chokepointClient } from '#client/chokepoint-client.ts';
import { mcpServer } from '#functions/api/service/mcp-server.services.ts';
import { runCommand, SERVICE_ENVIRONMENT, SERVICE_OPTIONS, serviceToAsk } from './command-line.ts';

await runCommand(
  {
    name: 'npx node functions/commands/mcp.command.ts',
    does: `Serves the API of a running service as tools for language models (Model Context Protocol), over standard input and output.
It stores nothing and only reads. docs/integrations/mcp has the configuration for a program that starts it.`,
    options: SERVICE_OPTIONS,
    environment: SERVICE_ENVIRONMENT,
    examples: [
      'npx node functions/commands/mcp.command.ts',
      'npx node functions/commands/mcp.command.ts --url https://api.example.com',
    ],
  },
  async ({ options }) => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    await mcpServer(chokepointClient(serviceToAsk(options)), version).connect(new StdioServerTransport());
  },
);
