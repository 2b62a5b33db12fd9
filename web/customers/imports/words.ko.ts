/** Korean words of files about people. */
export const ko = {
  'imports.title': '가져오기',
  'imports.open': '고객 보기',
} as const
