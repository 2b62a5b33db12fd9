/** Days as spreadsheets count them, from 1900 (with a 29 February 1900 that never was) or from 1904. */

const dayMs = 86_400_000

/** `2026-03-01 14:05:00` of a serial number; null where none can be meant. A time without a day stays a time. */
export const serialText = (serial: number, is1904 = false): string | null => {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return null
  const text = (days: number, epoch: number) => new Date(epoch + Math.round(days * 86_400) * 1000).toISOString()
  if (serial < 1) return text(serial, 0).slice(11, 19)
  const epoch = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30)
  return text(serial, epoch).slice(0, 19).replace('T', ' ')
}

/** Days of 1990 to 2060, as plain numbers: what a date column holds that lost its format. */
export const isLikelySerial = (serial: number): boolean => serial > 32_874 && serial < 58_440

/** The day of a likely serial number in milliseconds. */
export const serialMs = (serial: number): number => Date.UTC(1899, 11, 30) + Math.round(serial * (dayMs / 1000)) * 1000
