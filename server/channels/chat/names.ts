/** What visitors are called. Pure. */

/** What a visitor is called whom nobody has named: four digits tell two apart. */
export const visitorName = (chatId: string, language: 'ko' | 'en'): string => {
  const digits = String(Number.parseInt(chatId.slice(-6), 16) % 10_000).padStart(4, '0')
  return language === 'ko' ? `방문자 ${digits}` : `Visitor ${digits}`
}
