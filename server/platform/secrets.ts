/** Secrets at rest: AES-256-GCM (NIST SP 800-38D) with the row's id as additional data, so that no value can be moved to another row. */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'

export interface Secrets {
  /** `v1.<iv>.<tag>.<ciphertext>`, base64url. @param rowId the id of the row that will hold it. */
  seal(text: string, rowId: string): string
  /** Throws when the value was tampered with, belongs to another row, or was sealed with another key. */
  open(sealed: string, rowId: string): string
  /** The same for bytes, which may be many: iv, tag and ciphertext one after the other, 28 bytes longer than what they hold. */
  sealBytes(bytes: Uint8Array, rowId: string): Buffer
  openBytes(sealed: Uint8Array, rowId: string): Buffer
  /** A keyed digest for look-ups of tokens that are never stored. */
  digest(text: string): string
  /** What the database keeps to notice another key. */
  readonly fingerprint: string
}

const ivBytes = 12
const tagBytes = 16

/** @param key 32 bytes or more of entropy in any text form; stretched to 256 bits by SHA-256 with a label per use. */
export const openSecrets = (key: string): Secrets => {
  const derive = (label: string) => createHash('sha256').update(`${label}\0${key}`).digest()
  const sealKey = derive('maeari seal')
  const digestKey = derive('maeari digest')
  return {
    fingerprint: createHash('sha256').update(derive('maeari fingerprint')).digest('base64url').slice(0, 22),
    seal(text, rowId) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv).setAAD(Buffer.from(rowId))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return ['v1', iv, cipher.getAuthTag(), body]
        .map(part => (typeof part === 'string' ? part : part.toString('base64url')))
        .join('.')
    },
    open(sealed, rowId) {
      const [version, iv, tag, body] = sealed.split('.')
      if (version !== 'v1' || !iv || !tag || body === undefined) throw new Error('not a sealed secret')
      const decipher = createDecipheriv('aes-256-gcm', sealKey, Buffer.from(iv, 'base64url'))
      decipher.setAAD(Buffer.from(rowId)).setAuthTag(Buffer.from(tag, 'base64url'))
      return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8')
    },
    sealBytes(bytes, rowId) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv).setAAD(Buffer.from(rowId))
      const body = [cipher.update(bytes), cipher.final()]
      return Buffer.concat([iv, cipher.getAuthTag(), ...body])
    },
    openBytes(sealed, rowId) {
      const [iv, tag] = [sealed.subarray(0, ivBytes), sealed.subarray(ivBytes, ivBytes + tagBytes)]
      const decipher = createDecipheriv('aes-256-gcm', sealKey, iv).setAAD(Buffer.from(rowId)).setAuthTag(tag)
      return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()])
    },
    digest: text => createHmac('sha256', digestKey).update(text).digest('base64url'),
  }
}
