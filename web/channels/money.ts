/** Money as the API counts it, millionths of a US dollar, in the language of the screen. */
import { useMemo } from 'react'
import { useLocale } from '../platform/i18n.ts'

export const useMoney = (): ((micros: number) => string) => {
  const locale = useLocale()
  return useMemo(() => {
    const format = new Intl.NumberFormat(locale === 'ko' ? 'ko-KR' : 'en-US', { style: 'currency', currency: 'USD' })
    return micros => format.format(micros / 1_000_000)
  }, [locale])
}
