/** English words of sign-in through a provider. */
import type { English } from '../../platform/i18n.ts'
import type { ko } from './words.ko.ts'

export const en: English<typeof ko> = {
  title: 'Company sign-in',
  hint: 'Members come in through your company’s own provider (OpenID Connect). Passwords go on working.',
  returnUrl: 'Return address',
  returnHint: 'Register this as the redirect address of the client at your provider.',
  name: 'Name on the button',
  nameHint: 'The sign-in page says “Sign in with …”.',
  issuer: 'Issuer',
  issuerHint: 'Saving asks this address whether it is a provider.',
  clientId: 'Client ID',
  clientSecret: 'Client secret',
  secretHint: 'It is kept sealed and never shown again.',
  secretKept: 'One is kept. Enter another only to change it.',
  domains: 'Mail domains that may come in',
  domainsHint: 'Separated by commas. Empty: wherever a member’s address is.',
  joining: 'People who are not members',
  joiningNone: 'must be invited first',
  joiningAs: 'join as {{role}}',
  save: 'Save',
  saved: 'Saved. The sign-in page shows the button.',
  remove: 'Remove the provider',
  removed: 'The provider is gone. People sign in with passwords now.',
  removeSure:
    'Whoever came in through it signs in with a password from now on; open sessions stay. The client secret is deleted, too, and must be entered anew.',
  setBy: 'Set by {{name}} on {{date}}',
  signIn: 'Sign in with {{name}}',
  or: 'or',
  returning: 'Finishing the sign-in',
  failed: 'You were not signed in',
  again: 'To the sign-in page',
}
