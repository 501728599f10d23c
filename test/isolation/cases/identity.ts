import type { Attempts } from './types.js'

const newUser = { username: 'mallory', password: 'a long password', fullName: 'M', email: 'm@example.com' }

/** Attempts on users, and on what they and their programs sign in with. */
export const identity: Attempts = {
  'users.create': [
    { what: 'anybody', run: ({ users }) => users.create(newUser), comesTo: 'refused', adminMay: true },
  ],
  'users.createMany': [
    {
      what: 'anybody',
      run: ({ users }) => users.createMany([newUser]),
      comesTo: 'refused',
      adminMay: true,
    },
  ],
  'users.get': [{ what: 'theirs', run: ({ users }, { keeperId }) => users.get(keeperId), adminMay: true }],
  'users.list': [
    {
      what: 'theirs',
      run: ({ users }, { keeperLogin }) => users.list({ username: keeperLogin }),
      comesTo: 'nothing',
      adminMay: true,
    },
  ],
  'users.update': [
    {
      what: 'theirs',
      run: ({ users }, { keeperId }) => users.update(keeperId, { fullName: 'Nobody' }),
      adminMay: true,
    },
    {
      what: 'ourselves to have their e-mail address',
      run: ({ users }, { keeperLogin }, _, me) => users.update(me, { email: `${keeperLogin}@example.com` }),
      comesTo: 'refused',
      adminMay: true,
    },
    {
      what: 'ourselves to have their username',
      run: ({ users }, { keeperLogin }, _, me) => users.update(me, { username: keeperLogin }),
      comesTo: 'refused',
      adminMay: true,
    },
  ],
  'users.delete': [
    { what: 'theirs', run: ({ users }, { keeperId }) => users.delete(keeperId), adminMay: true },
  ],
  'users.setPassword': [
    {
      what: 'theirs',
      run: ({ users }, { keeperId }) => users.setPassword(keeperId, { password: 'a long password' }),
      adminMay: true,
    },
  ],
  'users.authenticate': [
    {
      what: 'as theirs',
      run: ({ users }, { keeperLogin }) =>
        users.authenticate({ username: keeperLogin, password: 'a long password' }),
      comesTo: 'refused',
    },
  ],
  'sessions.signIn': [
    {
      what: 'as theirs',
      run: ({ sessions }, { keeperLogin }) =>
        sessions.signIn({ username: keeperLogin, password: 'a long password' }),
      comesTo: 'refused',
    },
  ],
  'sessions.authenticate': [
    { what: 'by a token', run: ({ sessions }) => sessions.authenticate('a token'), comesTo: 'refused' },
  ],
  'sessions.list': [
    {
      what: 'theirs',
      run: ({ sessions }, { keeperId }) => sessions.list({ userId: keeperId }),
      comesTo: 'nothing',
      adminMay: true,
    },
  ],
  'sessions.end': [
    { what: 'theirs', run: ({ sessions }, { sessionId }) => sessions.end(sessionId), adminMay: true },
  ],
  'apiTokens.create': [
    {
      what: 'for their project',
      run: ({ apiTokens }, { projectId }) => apiTokens.create({ name: 'CI', projectIds: [projectId] }),
    },
  ],
  'apiTokens.authenticate': [
    {
      what: 'by its text',
      run: ({ apiTokens }) => apiTokens.authenticate('atm_a token'),
      comesTo: 'refused',
    },
  ],
  'apiTokens.list': [
    {
      what: 'theirs',
      run: ({ apiTokens }, { keeperId }) => apiTokens.list({ userId: keeperId }),
      comesTo: 'nothing',
      adminMay: true,
    },
  ],
  'apiTokens.revoke': [
    {
      what: 'theirs',
      run: ({ apiTokens }, { apiTokenId }) => apiTokens.revoke(apiTokenId),
      adminMay: true,
    },
  ],
  'idempotency.begin': [
    {
      what: 'with the key of a request of theirs',
      run: ({ idempotency }, { name }) =>
        idempotency.begin({ key: `request of ${name}`, fingerprint: '0'.repeat(64) }),
      comesTo: 'own',
    },
  ],
  'idempotency.keep': [
    {
      what: 'an answer to a request of theirs',
      run: ({ idempotency }, { name }) =>
        idempotency.keep(`request of ${name}`, { status: 200, headers: {}, body: 'ours' }),
      comesTo: 'own',
    },
  ],
}
