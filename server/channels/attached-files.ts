/** What an attached file is called and what it is: by its first bytes before its label. Pure. */

const signatures: readonly (readonly [type: string, bytes: readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['application/x-msdownload', [0x4d, 0x5a]],
  ['application/x-elf', [0x7f, 0x45, 0x4c, 0x46]],
  ['application/gzip', [0x1f, 0x8b]],
  ['application/x-7z-compressed', [0x37, 0x7a, 0xbc, 0xaf]],
  ['application/vnd.rar', [0x52, 0x61, 0x72, 0x21]],
  ['application/x-ole-storage', [0xd0, 0xcf, 0x11, 0xe0]],
]
/** Formats that are ZIP archives or OLE containers inside: their label says more than their first bytes. */
const inContainers: Readonly<Record<string, RegExp>> = {
  'application/zip': /^application\/(vnd\.openxmlformats|vnd\.oasis|epub|java-archive|haansoft|hwp|x-hwp|vnd\.hancom)/,
  'application/x-ole-storage': /^application\/(msword|vnd\.ms-|haansoft|hwp|x-hwp|vnd\.hancom)/,
}

/** The media type by content where the content says it, else as labelled, else `application/octet-stream`. */
export const typeByContent = (bytes: Uint8Array, label: string): string => {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05)
  const found = isZip
    ? 'application/zip'
    : signatures.find(([, mark]) => mark.every((byte, n) => bytes[n] === byte))?.[0]
  const labelled = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,80}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}$/.test(label) ? label : null
  if (found === undefined) return labelled ?? 'application/octet-stream'
  return labelled !== null && inContainers[found]?.test(labelled) ? labelled : found
}

/** A name that is safe to save under: no folders, no control or direction characters, at most 180 characters. */
export const safeName = (name: string | null, fallback: string): string => {
  const plain = (name ?? '')
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[/\\:*?"<>|]+/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .toWellFormed()
  if (plain === '') return fallback
  if (plain.length <= 180) return plain
  const ending = /\.[\w가-힣]{1,10}$/.exec(plain)?.[0] ?? ''
  return `${plain.slice(0, 180 - ending.length).toWellFormed()}${ending}`
}

/** Endings of files that run where somebody opens them: no provider delivers a mail with one. */
const programs = /\.(?:exe|com|scr|pif|bat|cmd|cpl|msi|msp|jar|jse?|vb[es]?|ws[cfh]?|hta|lnk|ps1|reg|apk|dll)$/i

export const isRefusedByMail = (name: string): boolean => programs.test(name.replace(/[\s.]+$/, ''))

const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  hwp: 'application/x-hwp',
  hwpx: 'application/haansofthwpx',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  zip: 'application/zip',
  txt: 'text/plain',
  csv: 'text/csv',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  heic: 'image/heic',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
  ics: 'text/calendar',
}

/** The media type that the ending of a name stands for. */
export const typeByName = (name: string): string =>
  types[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream'
