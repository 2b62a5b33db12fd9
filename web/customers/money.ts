/** `₩83,000`; a code that nobody knows stands beside its number. */
export const money = (amount: number, currency: string): string => {
  try {
    return new Intl.NumberFormat('ko-KR', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(
      amount,
    )
  } catch {
    return `${amount} ${currency}`
  }
}
