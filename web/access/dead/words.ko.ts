/** Words of piles of dead jobs. */
export const ko = {
  title: '까닭별로 모아 보기',
  count: '{{count, number}}개',
  retry: '모두 다시 하기',
  discard: '모두 버리기',
  retried: '작업 {{count, number}}개를 다시 대기열에 넣었습니다.',
  discarded: '작업 {{count, number}}개를 버렸습니다.',
  sureTitle: '작업 {{count, number}}개를 버릴까요?',
  sure: '버린 작업은 되돌릴 수 없습니다. 보내지 못한 답변이나 가져오지 못한 글이 들어 있을 수 있습니다.',
  last: '마지막 실패 {{when}}',
} as const
