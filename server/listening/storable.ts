/** Makes a text of people storable: PostgreSQL keeps no NUL bytes, and UTF-8 holds no lone surrogates. */

export const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD')
