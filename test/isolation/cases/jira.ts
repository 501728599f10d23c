import type { Attempts } from './types.js'

/** Attempts on another project's Jira. */
export const jira: Attempts = {
  'jira.connect': [
    {
      what: 'their project',
      run: ({ jira }, { projectId }) =>
        jira.connect({ projectId, baseUrl: 'https://jira.example.com', projectKeys: ['OURS'] }),
    },
  ],
  'jira.connection': [
    { what: 'of their project', run: ({ jira }, { projectId }) => jira.connection({ projectId }) },
  ],
  'jira.disconnect': [
    { what: 'their project', run: ({ jira }, { projectId }) => jira.disconnect({ projectId }) },
  ],
  'jira.sync': [{ what: 'their project', run: ({ jira }, { projectId }) => jira.sync({ projectId }) }],
  'jira.status': [{ what: 'of their project', run: ({ jira }, { projectId }) => jira.status({ projectId }) }],
  'jira.listSyncs': [
    { what: 'of their project', run: ({ jira }, { projectId }) => jira.listSyncs({ projectId }) },
  ],
  'jira.createWebhook': [
    { what: 'for their project', run: ({ jira }, { projectId }) => jira.createWebhook({ projectId }) },
  ],
  'jira.handleWebhook': [
    {
      what: 'that nobody signed',
      run: async ({ jira }) => {
        const address = 'https://example.com/jira/webhooks/00000000-0000-4000-8000-000000000000'
        return (await jira.handleWebhook(new Request(address, { method: 'POST', body: '{}' }))).status
      },
      comesTo: 'own',
    },
  ],
  'jira.processWebhooks': [
    { what: 'of their project', run: ({ jira }, { projectId }) => jira.processWebhooks({ projectId }) },
  ],
  'jira.writeBack': [
    { what: 'of their project', run: ({ jira }, { projectId }) => jira.writeBack({ projectId }) },
  ],
}
