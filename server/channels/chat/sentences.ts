/** What the codes of web chat say, in Korean and English. */

export const chatSentences: Readonly<Record<string, { ko: string; en: string }>> = {
  'channels.chat_nobody': {
    ko: '이 메시지는 웹 채팅에서 온 것이 아니어서 답이 닿을 곳이 없습니다.',
    en: 'This did not come from a web chat: an answer would reach nobody.',
  },
  'channels.chat_said_away': {
    ko: '상담 시간이 아닐 때 남긴 메시지입니다. 적어 준 메일 주소는 고객 정보에 있습니다.',
    en: 'Left outside the hours. The address that they gave is on their profile.',
  },
  'channels.chat_bad_zone': { ko: '그런 시간대를 찾을 수 없습니다.', en: 'There is no such time zone.' },
  'channels.chat_bad_origin': {
    ko: '‘{typed}’ 은(는) 사이트 주소가 아닙니다. https://shop.example 처럼 적어 주세요.',
    en: '"{typed}" is no address of a site. Write it like https://shop.example.',
  },
}
