import { expect, it } from 'vitest'
import { sentences } from '../../sentences.ts'
import { troubleOf } from './trouble.ts'

const error = (message: string, more: object = {}) => Object.assign(new Error(message), more)

it.each<[string, Error, string, string, string]>([
  [
    'a wrong password',
    error('Command failed', { authenticationFailed: true }),
    'imap.example.com',
    'mail_password_refused',
    'password',
  ],
  [
    'a wrong password at Naver',
    error('Invalid login', { code: 'EAUTH', responseCode: 535 }),
    'smtp.naver.com',
    'mail_app_password_needed',
    'password',
  ],
  [
    'Gmail that asks for an app password',
    error('x', { code: 'EAUTH', responseCode: 534, response: '534 Application-specific password required' }),
    'mail.example.com',
    'mail_app_password_needed',
    'password',
  ],
  [
    'a server that is too busy',
    error('x', { authenticationFailed: true, responseText: 'Too many simultaneous connections' }),
    'imap.example.com',
    'mail_busy',
    'password',
  ],
  [
    'an expired certificate',
    error('certificate has expired', { code: 'CERT_HAS_EXPIRED' }),
    'h',
    'mail_certificate_refused',
    'Security',
  ],
  [
    'a self-signed one',
    error('self-signed certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    'h',
    'mail_certificate_refused',
    'Security',
  ],
  [
    'TLS at a plain port',
    error('wrong version number', { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }),
    'h',
    'mail_no_tls',
    'Security',
  ],
  ['no STARTTLS', error('Server does not support STARTTLS', { tlsFailed: true }), 'h', 'mail_no_starttls', 'Security'],
  ['silence', error('x', { code: 'GREETING_TIMEOUT' }), 'h', 'mail_no_answer', 'Host'],
  ['a closed port', error('connect ECONNREFUSED', { code: 'ESOCKET' }), 'h', 'mail_unreachable', 'Host'],
  ['another protocol', error('Invalid greeting', { code: 'EPROTOCOL' }), 'h', 'mail_no_server', 'Host'],
  ['anything else', error('Connection not available', { code: 'NoConnection' }), 'h', 'mail_lost', 'Host'],
])('%s', (_, given, host, code, field) => {
  expect(troubleOf(given, host)).toMatchObject({ failure: { code: `channels.${code}` }, field })
  expect(sentences[`channels.${code}`]).toBeDefined()
})
