/** Korean words of orders. */
export const ko = {
  'orders.title': '주문',
  'orders.sum': '{{orders, number}}건 · {{amount}}',
  'orders.closed': '본인 확인을 하면 주문이 보입니다.',
  'orders.more': '더 보기',
  'orders.lines': '{{first}} 외 {{count, number}}',
  'orders.noName': '상품 이름 없음',
  'orders.number': '주문번호 {{number}}',
  'orders.state.open': '주문됨',
  'orders.state.sent': '배송 중',
  'orders.state.delivered': '배송 완료',
  'orders.state.cancelled': '취소',
  'orders.state.returned': '반품',
} as const
