/** Korean words of what serving a customer costs. */
export const ko = {
  title: '응대 비용',
  counted: '답변과 연결된 통화에 채널마다 정한 건당 비용을 곱했습니다.',
  row: '{{count, number}}건 × {{cost}}',
  open: '{{count, number}}건, 비용을 정하지 않음',
  missing: '비용을 정하지 않은 채널은 더하지 않았습니다.',
  none: '채널의 건당 비용을 정하면 이 고객에게 든 비용을 보여 줍니다.',
  set: '건당 비용 정하기',
} as const
