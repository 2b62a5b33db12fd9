/** What columns of orders are called: by Korean marketplaces, and in tables of one's own. */
import type { ImportColumn, ImportField } from '../../../contract/channels.ts'
import {
  type FileFormat,
  makeMapping,
  momentRules,
  noMoments,
  noNumbers,
  readAmount,
  readMoment,
} from '../../channels/index.ts'
import { detailPatterns, orderPatterns, personPatterns } from './column-patterns.ts'
import { personNames } from './contact-columns.ts'

const formats: readonly FileFormat[] = [
  {
    name: 'naver_smartstore',
    has: ['상품주문번호', '주문번호', '수취인연락처1'],
    fields: {
      상품주문번호: 'lineId',
      주문번호: 'orderId',
      판매채널: 'market',
      구매자명: 'name',
      구매자id: 'externalId',
      구매자연락처: 'phone',
      수취인명: 'recipient',
      수취인연락처1: 'recipientPhone',
      수취인연락처2: 'detail',
      주문상태: 'status',
      주문세부상태: 'detail',
      결제일: 'paidAt',
      주문일시: 'orderedAt',
      발송일: 'sentAt',
      발송처리일: 'detail',
      상품번호: 'productId',
      상품명: 'product',
      옵션정보: 'option',
      수량: 'quantity',
      상품가격: 'unitPrice',
      옵션가격: 'detail',
      상품별총주문금액: 'lineTotal',
      최종상품별총주문금액: 'lineTotal',
      최초상품별총주문금액: 'detail',
      통합배송지: 'address',
      기본배송지: 'address',
      상세배송지: 'address',
      배송메세지: 'note',
      개인통관고유부호: 'skip',
    },
  },
  {
    name: 'coupang',
    has: ['주문번호', '묶음배송번호', '옵션id'],
    fields: {
      주문번호: 'orderId',
      묶음배송번호: 'lineId',
      옵션id: 'productId',
      주문일: 'orderedAt',
      출고일발송일: 'sentAt',
      구매자: 'name',
      구매자전화번호: 'phone',
      수취인이름: 'recipient',
      수취인전화번호: 'recipientPhone',
      수취인주소: 'address',
      구매수수량: 'quantity',
      옵션판매가판매단가: 'unitPrice',
      결제액: 'lineTotal',
      등록상품명: 'product',
      등록옵션명: 'option',
      노출상품명옵션명: 'detail',
      개인통관번호pccc: 'skip',
      배송메세지: 'note',
    },
  },
  {
    name: 'st11',
    has: ['주문번호', '상품주문번호', '수취인전화번호'],
    fields: {
      상품주문번호: 'lineId',
      수취인전화번호: 'recipientPhone',
      수취인핸드폰: 'recipientPhone',
      배송메시지: 'note',
    },
  },
  {
    name: 'shopify',
    has: ['financialstatus', 'lineitemname', 'lineitemquantity'],
    fields: {
      name: 'orderId',
      id: 'detail',
      email: 'email',
      billingname: 'name',
      billingphone: 'phone',
      phone: 'phone',
      shippingname: 'recipient',
      shippingphone: 'recipientPhone',
      createdat: 'orderedAt',
      subtotal: 'detail',
      total: 'orderTotal',
      fulfilledat: 'sentAt',
      fulfillmentstatus: 'detail',
      outstandingbalance: 'detail',
      lineitemname: 'product',
      lineitemsku: 'productId',
      vendor: 'detail',
    },
  },
  {
    name: 'kakao_store',
    has: ['주문일련번호', '수령인'],
    fields: { 주문일련번호: 'orderId', 수령인: 'recipient', 연락처: 'recipientPhone', 배송메시지: 'note' },
  },
]

const orderNames: Readonly<Partial<Record<ImportField, string>>> = {
  orderId:
    'order id, order number, order no, order #, order, sales order, invoice number, transaction id, receipt number, reference, order name, 주문번호, 주문 번호, 주문 일련번호, 주문코드, 주문 id, 거래번호, 결제번호, 영수증번호, 접수번호',
  lineId:
    'line id, order item id, order line id, line item id, item id, 상품주문번호, 상품 주문번호, 주문상품번호, 주문 상품 번호, 묶음배송번호',
  market:
    'market, marketplace, sales channel, channel, store, shop, site, 판매처, 판매채널, 쇼핑몰, 쇼핑몰명, 판매 채널, 주문경로, 마켓, 채널, 매장, 매장명, 지점',
  status:
    'status, order status, fulfillment status, financial status, payment status, state, 주문상태, 주문 상태, 상태, 처리상태, 배송상태, 진행상태, 주문진행상태, 결제상태',
  orderedAt:
    'order date, ordered at, date, created at, purchase date, order time, ordered on, purchased at, transaction date, 주문일, 주문일시, 주문일자, 주문 일시, 주문날짜, 구매일, 구매일시, 구매일자, 거래일, 거래일시, 날짜, 일자, 일시, 접수일',
  paidAt: 'paid at, payment date, paid date, 결제일, 결제일시, 결제일자, 입금일, 결제완료일, 결제 일시, 입금일시',
  sentAt:
    'shipped at, ship date, shipping date, fulfilled at, delivered at, delivery date, 발송일, 출고일, 배송일, 발송일시, 배송시작일, 배송완료일, 출고일(발송일)',
  ...personNames,
  // Here they say whose order it is.
  externalId:
    'customer id, buyer id, user id, member id, customer number, 구매자 id, 구매자id, 주문자 id, 주문자id, 구매자 아이디, 주문자 아이디, 고객번호, 고객 id, 회원번호, 회원 id, 회원아이디, 고객코드',
  recipient:
    'recipient, ship to, shipping name, recipient name, receiver, delivery name, 수취인, 수취인명, 수취인이름, 수취인 이름, 수령인, 수령자, 수령인명, 받는사람, 받는 사람, 받는분, 받는 분, 수하인',
  recipientPhone:
    'recipient phone, shipping phone, receiver phone, delivery phone, 수취인연락처, 수취인 연락처, 수취인연락처1, 수취인 전화번호, 수취인전화번호, 수령인 연락처, 수령인연락처, 수령인 전화번호, 수취인 휴대폰, 수취인핸드폰, 받는사람 연락처, 받는분 연락처, 받는 분 전화번호',
  product:
    'product, product name, item, item name, product title, lineitem name, description, goods, 상품명, 상품 이름, 품명, 상품, 제품명, 제품, 품목, 품목명, 등록상품명, 주문상품, 주문 상품명, 주문상품명, 메뉴',
  productId:
    'product id, sku, product code, item code, item sku, lineitem sku, product number, barcode, 상품번호, 상품코드, 상품 코드, 품목코드, 제품코드, 모델명, 바코드, 업체상품코드, 판매자 상품코드, 옵션id, 옵션 id',
  option:
    'option, variant, option info, variation, variant title, 옵션, 옵션정보, 옵션명, 선택옵션, 규격, 옵션 정보, 등록옵션명',
  quantity:
    'quantity, qty, units, count, lineitem quantity, 수량, 구매수, 구매수량, 구매수(수량), 주문수량, 주문 수량, 개수',
  unitPrice:
    'unit price, price, item price, lineitem price, 단가, 판매가, 상품가격, 상품 가격, 판매단가, 가격, 상품금액(단가), 옵션판매가(판매단가)',
  lineTotal:
    'line total, item total, subtotal price, amount, 상품별 총 주문금액, 최종 상품별 총 주문금액, 상품금액, 상품 금액, 금액, 상품별금액, 주문상품금액, 상품합계, 결제액, 상품 결제금액, 공급가액',
  orderTotal:
    'total, order total, grand total, total price, total amount, total paid, amount paid, order amount, payment amount, 총 주문금액, 총주문금액, 주문금액, 주문 금액, 결제금액, 결제 금액, 총 결제금액, 총결제금액, 실결제금액, 합계금액, 총액, 총금액, 매출액',
  currency: 'currency, currency code, 통화, 통화코드, 화폐',
  note: 'note, notes, memo, delivery note, delivery message, shipping note, order note, 배송메세지, 배송메시지, 배송 메시지, 배송요청사항, 배송 요청사항, 요청사항, 메모, 비고, 배송메모, 주문메모, 주문자 추가메시지',
}

const details =
  '배송속성, 풀필먼트사, 풀필먼트사(주문 기준), 배송방법, 배송방법(구매자 요청), 택배사, 배송사, 송장번호, 운송장번호, 수량클레임 여부, 결제위치, 상품종류, 반품안심케어, 옵션관리코드, 옵션가격, 최종 상품별 할인액, 최초 상품별 할인액, 상품별 할인액, 판매자 부담 할인액, 최초 상품별 총 주문금액, 사은품, 발주확인일, 발송기한, 발송처리일, 송장출력일, 배송비 형태, 배송비 묶음번호, 배송비 유형, 배송비 합계, 배송비, 배송비구분, 제주/도서 추가배송비, 도서산간 추가배송비, 배송비 할인액, 판매자 내부코드1, 판매자 내부코드2, 수취인연락처2, 출고지, 결제수단, 결제방법, 네이버페이 주문관리 수수료, 매출연동 수수료, 정산예정금액, 매출연동수수료 유입경로, 유입경로, 1년 주문건수, 구독신청회차, 구독진행회차, 배송희망일, 분리배송 Y/N, 분리배송 출고예정일, 주문시 출고예정일, 노출상품명(옵션명), 노출상품ID, 최초등록등록상품명/옵션명, 상품별 추가메시지, 구매확정일자, 구매확정일, 통관용구매자전화번호, 기타, 번호, 순번, 연번, no, 주문세부상태, 클레임상태, 할인금액, 할인액, 쿠폰할인, 포인트사용, 적립금사용, 부가세, 세액, 수수료, 취소사유, 반품사유, 묶음번호, 배송번호, 배송유형, 배송구분, 발송마감일, 발주일, 송장입력일, shipping, shipping cost, taxes, tax, discount, discount code, discount amount, subtotal, refunded amount, payment method, shipping method, tracking number, vendor, cancelled at, cancel reason, source, tags, risk level, fulfilled at, accepts marketing, billing name, location, device id, employee'

const rules = momentRules(noMoments(), 'UTC')
const isMoment = (value: string) =>
  readMoment(value, rules) !== null || readMoment(value, { ...rules, isDayFirst: true }) !== null
const isAmount = (value: string) => readAmount(value, noNumbers()) !== null

export const orderColumns = makeMapping({
  formats,
  names: orderNames,
  details,
  patterns: [...orderPatterns, ...personPatterns, ...detailPatterns],
  proofs: {
    orderedAt: isMoment,
    paidAt: isMoment,
    sentAt: isMoment,
    quantity: isAmount,
    unitPrice: isAmount,
    lineTotal: isAmount,
    orderTotal: isAmount,
  },
})

/** Rows are orders where they say which, and something that only orders have. */
export const canBeOrders = (columns: readonly ImportColumn[]): boolean => {
  const has = (...fields: ImportField[]) =>
    columns.some(column => column.field !== null && fields.includes(column.field))
  const isOrder = has('product', 'productId', 'lineTotal', 'orderTotal', 'unitPrice', 'quantity', 'recipient')
  return has('orderId', 'lineId') && isOrder && has('name', 'phone', 'email', 'externalId', 'recipient')
}
