/** What columns of people are called, in Korean and English and by the products that export them. */
import type { ImportColumn } from '../../../contract/channels.ts'
import { type ColumnEvidence, type FileFormat, guessField, makeMapping, shareOf } from '../../channels/index.ts'
import { normalEmail } from '../identity-values.ts'
import { readPhone } from '../phone.ts'
import { detailPatterns, personPatterns } from './column-patterns.ts'

const formats: readonly FileFormat[] = [
  {
    name: 'hubspot',
    has: ['recordid', 'firstname', 'lastname', 'email'],
    fields: {
      recordid: 'externalId',
      contactowner: 'owner',
      leadstatus: 'detail',
      createdate: 'createdAt',
      lastmodifieddate: 'seenAt',
      lifecyclestage: 'stage',
      originalsource: 'origin',
      associatedcompany: 'company',
      associatedcompanyids: 'otherId',
      associateddealids: 'detail',
      countryregion: 'country',
    },
  },
  {
    name: 'hubspot_companies',
    has: ['recordid', 'companyname', 'websiteurl', 'companyowner'],
    fields: {
      recordid: 'externalId',
      companyname: 'name',
      websiteurl: 'website',
      companyowner: 'owner',
      createdate: 'createdAt',
    },
  },
  {
    name: 'salesforce',
    has: ['id', 'isdeleted', 'masterrecordid', 'lastname'],
    fields: {
      id: 'externalId',
      isdeleted: 'isDeleted',
      masterrecordid: 'mergedInto',
      accountid: 'otherId',
      salutation: 'detail',
      name: 'name',
      mailingstreet: 'address',
      mailingcity: 'city',
      mailingstate: 'region',
      mailingpostalcode: 'postCode',
      mailingcountry: 'country',
      fax: 'detail',
      mobilephone: 'phone',
      phone: 'otherPhone',
      homephone: 'otherPhone',
      otherphone: 'otherPhone',
      title: 'jobTitle',
      leadsource: 'origin',
      description: 'note',
      ownerid: 'owner',
      createddate: 'createdAt',
      lastmodifieddate: 'seenAt',
      systemmodstamp: 'detail',
      lastactivitydate: 'detail',
      emailbouncedreason: 'detail',
      isemailbounced: 'detail',
    },
  },
  {
    name: 'salesforce',
    has: ['firstname', 'lastname', 'accountname', 'mailingcity'],
    fields: {
      contactid: 'externalId',
      accountname: 'company',
      mailingstreet: 'address',
      mailingcity: 'city',
      mailingstateprovince: 'region',
      mailingzippostalcode: 'postCode',
      mailingcountry: 'country',
      mobile: 'phone',
      phone: 'otherPhone',
      title: 'jobTitle',
      contactowner: 'owner',
      leadsource: 'origin',
      lastactivity: 'seenAt',
    },
  },
  {
    name: 'mailchimp',
    has: ['emailaddress', 'leid', 'euid'],
    fields: {
      emailaddress: 'email',
      euid: 'externalId',
      leid: 'otherId',
      memberrating: 'detail',
      optintime: 'consentAt',
      optinip: 'consentProof',
      confirmtime: 'consentAt',
      confirmip: 'consentProof',
      latitude: 'detail',
      longitude: 'detail',
      gmtoff: 'detail',
      dstoff: 'detail',
      timezone: 'timeZone',
      cc: 'country',
      region: 'region',
      lastchanged: 'seenAt',
      notes: 'note',
      tags: 'tags',
      unsubtime: 'unsubscribedAt',
      unsubcampaigntitle: 'detail',
      unsubcampaignid: 'detail',
      unsubreason: 'detail',
      unsubreasonother: 'detail',
      cleantime: 'detail',
      cleancampaigntitle: 'detail',
      cleancampaignid: 'detail',
    },
  },
  {
    name: 'chatwoot',
    has: ['id', 'name', 'email', 'phonenumber'],
    says: ['id', 'name', 'email', 'phone_number'],
    fields: {
      id: 'externalId',
      phonenumber: 'phone',
      identifier: 'otherId',
      labels: 'tags',
      ipaddress: 'detail',
      companyname: 'company',
      thumbnail: 'detail',
      lastactivityat: 'seenAt',
    },
  },
  {
    name: 'erxes',
    has: ['emailvalidationstatus', 'phonevalidationstatus'],
    fields: {
      middlename: 'detail',
      position: 'jobTitle',
      description: 'note',
      code: 'externalId',
      status: 'detail',
      emailvalidationstatus: 'detail',
      phonevalidationstatus: 'detail',
      updatedat: 'seenAt',
    },
  },
]

/** Shared by tables of people and by those of what people did. */
export const personNames = {
  externalId:
    'customer id, contact id, user id, member id, client id, record id, external id, customer number, customer no, member number, 고객번호, 고객 코드, 고객코드, 회원번호, 회원 id, 회원아이디, 고객 id, 고객아이디, 회원코드, 거래처코드, id, 아이디, 번호',
  name: 'name, full name, contact name, customer name, display name, customer, 이름, 성명, 고객명, 고객 이름, 회원명, 성함, 고객, 담당자명, 주문자명, 주문자, 구매자명, 구매자, 신청자, 신청자명, 이름(성명), 예약자, 예약자명',
  familyName: 'last name, family name, surname, lastname, 성',
  givenName: 'first name, given name, firstname, forename, 이름(성 제외)',
  email:
    'email, e-mail, email address, e-mail address, mail, primary email, work email, contact email, customer email, 이메일, 이메일 주소, 메일, 메일주소, 전자우편, 이메일주소, 고객 이메일, 주문자 이메일, 구매자 이메일',
  phone:
    'mobile, mobile phone, mobile number, cell, cell phone, phone, phone number, telephone, tel, primary phone, contact number, customer phone, whatsapp, 휴대폰, 휴대전화, 휴대폰번호, 휴대폰 번호, 휴대전화번호, 핸드폰, 핸드폰번호, 핸드폰 번호, 연락처, 전화, 전화번호, 연락처1, 고객 연락처, 고객연락처, 고객전화번호, 고객 전화번호, 구매자연락처, 구매자 연락처, 구매자 전화번호, 주문자 연락처, 주문자연락처, 주문자 전화번호, 주문자 휴대폰, 주문자 휴대전화, 모바일',
  company:
    'company, company name, organization, organisation, account name, employer, business name, 회사, 회사명, 상호, 상호명, 업체명, 법인명, 소속, 기관명, 거래처, 거래처명, 단체명',
  address:
    'address, street address, street, address line 1, address 1, address1, address line 2, address 2, address2, mailing address, mailing street, shipping address, billing address, home address, 주소, 기본주소, 상세주소, 주소1, 주소2, 도로명주소, 지번주소, 배송지, 배송지 주소, 배송주소, 배송 주소, 집주소, 자택주소, 회사주소, 거주지 주소, 수령지',
  postCode: 'zip, zip code, zipcode, postal code, postcode, post code, mailing zip, 우편번호, 우편 번호',
  city: 'city, town, mailing city, 도시, 시군구, 시·군·구, 구군',
  region: 'state, region, province, state/province, state/region, county, 시도, 시·도, 지역, 거주지역, 거주지',
  country: 'country, country/region, country code, nation, 국가, 나라, 국적',
} as const

/** Many of the same may be: all of them are kept. */
const moreNames = {
  otherId: 'identifier, uuid, account id, external user id, legacy id, 사번, 사업자번호, 사업자등록번호',
  otherEmail:
    'email 2, secondary email, other email, alternate email, email2, additional email addresses, 이메일2, 보조 이메일, 추가 이메일',
  otherPhone:
    'phone 2, home phone, work phone, other phone, office phone, business phone, fax number, phone2, landline, 연락처2, 집전화, 자택전화, 회사전화, 직장전화, 일반전화, 유선전화, 사무실전화, 추가 연락처, 비상연락처',
  handle:
    'handle, username, user name, nickname, nick, screen name, instagram, twitter, kakao id, 닉네임, 별명, 인스타그램, 인스타, 카카오톡 아이디, 카카오 id, 트위터',
  jobTitle: 'job title, title, position, role, occupation, 직함, 직급, 직위, 직책, 직업, 직종',
  department: 'department, team, division, 부서, 부서명, 팀, 본부',
  birthDate: 'birth date, birthdate, birthday, date of birth, dob, 생년월일, 생일, 출생일, 생년',
  sex: 'sex, gender, 성별',
  language: 'language, preferred language, locale, lang, 언어, 선호 언어',
  timeZone: 'time zone, timezone, 시간대',
  website: 'website, website url, web site, homepage, url, blog, site, 홈페이지, 웹사이트, 누리집, 블로그',
  owner:
    'owner, contact owner, account owner, assigned to, sales rep, assignee, 담당자, 담당 직원, 담당, 영업담당, 담당사원',
  stage: 'lifecycle stage, stage, customer type, 단계, 고객 단계, 고객구분, 고객 구분, 고객유형, 고객 유형',
  origin:
    'lead source, original source, source, origin, referrer, acquisition channel, signup source, utm source, 유입경로, 유입 경로, 가입경로, 가입 경로, 알게 된 경로, 방문경로, 출처',
  tags: 'tags, tag, labels, label, groups, segment, categories, 태그, 라벨, 그룹, 고객그룹, 분류, 관심사, 관심 분야, 키워드',
  note: 'notes, note, memo, comment, comments, remarks, description, 메모, 비고, 특이사항, 참고, 상담내용, 상담 내용, 설명, 관리자메모, 관리자 메모',
  createdAt:
    'created, created at, create date, created date, date created, signup date, sign up date, registered at, registration date, join date, customer since, date added, 가입일, 가입일시, 가입일자, 가입 일시, 등록일, 등록일시, 등록일자, 회원가입일, 생성일, 최초등록일, 최초 등록일',
  seenAt:
    'updated, updated at, last modified, last modified date, last activity, last activity date, last seen, last contacted, last login, 수정일, 수정일시, 최종수정일, 최근 접속일, 최근접속일, 최종접속일, 최근 로그인, 최근방문일, 최종방문일, 마지막 접속, 최근 방문일',
  consent:
    'consent, opt in, opted in, opt-in, email opt in, sms opt in, marketing consent, email consent, sms consent, accepts marketing, accepts email marketing, accepts sms marketing, subscribed, subscription status, email marketing consent, newsletter, gdpr consent, 수신동의, 수신 동의, 수신동의여부, 수신 동의 여부, 광고수신동의, 광고성 정보 수신동의, 마케팅동의, 마케팅 동의, 마케팅 수신동의, 마케팅 수신 동의, 마케팅동의여부, sms수신동의, sms 수신동의, sms 수신여부, sms수신여부, 문자수신동의, 문자 수신 동의, 이메일수신동의, 이메일 수신동의, 이메일 수신여부, 메일수신여부, 이메일수신여부, 메일 수신동의, 야간수신동의, 야간 수신동의, 야간 광고 수신 동의, 앱푸시 수신동의, 푸시 수신동의, 알림톡 수신동의, 카카오톡 수신동의, 전화 수신동의, sms, email subscription',
  consentAt:
    'opt in time, optin time, optin_time, confirm time, opt in date, consent date, consent time, subscribed at, 동의일, 동의일시, 수신동의일, 수신동의일시, 수신동의일자, 수신동의 일시, 마케팅 동의일, 동의 일시, 동의날짜',
  consentProof:
    'opt in ip, optin ip, confirm ip, consent source, consent ip, consent proof, 동의경로, 동의 경로, 동의방법',
  unsubscribedAt:
    'unsub time, unsubscribed at, unsubscribe date, unsubscribe time, opt out date, opted out at, 수신거부일, 수신거부일시, 수신 거부일, 거부일시, 해지일',
  mergedInto: 'master record id, merged into, merged into id, 통합 고객번호',
  isDeleted: 'is deleted, deleted, 삭제여부, 탈퇴여부',
} as const

/** Known, and kept as it is: what somebody bought in sum, what they have, what machines count. */
const details =
  'middle name, salutation, prefix, suffix, lead status, status, member rating, rating, ip address, latitude, longitude, fax, annual revenue, number of employees, industry, associated deal, associated company ids, associated deal ids, last order date, total spent, total orders, orders count, lifetime value, age, age range, marital status, points, membership, membership level, tier, vip, email domain, bounce reason, avatar, thumbnail, profile image, subscription plan, plan, currency, 팩스, 팩스번호, 회원등급, 등급, 고객등급, 적립금, 포인트, 예치금, 누적구매금액, 누적 구매금액, 총 구매금액, 총구매금액, 총주문금액, 총 주문금액, 구매횟수, 구매 횟수, 총구매건수, 총 구매건수, 주문건수, 총주문건수, 최종구매일, 최근구매일, 최근 구매일, 최근주문일, 최종주문일, 최종 주문일, 방문횟수, 방문 횟수, 나이, 연령, 연령대, 결혼여부, 결혼기념일, 기념일, 추천인, 추천인 id, 쿠폰, 휴면여부, 휴면일, 탈퇴일, 승인여부, 상태, 회원상태, 회원구분, 순번, 연번, no, 업종, 사업자구분, 대표자, 대표자명, 환불계좌, 은행, 취미, 주민등록번호, 주민번호, 외국인등록번호, 개인통관고유부호, 카드번호'

const patterns = [
  [/^custom attribute \d+$|^(custom|cf|cfield)[ :]/i, 'detail'],
  ...personPatterns,
  [/(동의|수신).*(일시|일자|날짜|일)$/, 'consentAt'],
  [/^(hs|mc|unsub|clean) \S/i, 'detail'],
  ...detailPatterns,
] as const satisfies readonly (readonly [RegExp, ImportColumn['field'] & string])[]

const isPhone = (value: string) => readPhone(value) !== null
const isEmail = (value: string) => normalEmail(value) !== null
const isCovered = (value: string) => value.includes('*')

/** What makes a person and no name told: an address and a number are known by how they are written. */
const guess = (columns: readonly ImportColumn[], evidence: readonly ColumnEvidence[]): ImportColumn[] => {
  let found = guessField(columns, evidence, 'email', shareOf(isEmail))
  found = guessField(
    found,
    evidence,
    'phone',
    shareOf(value => /^(\+82|0?1[016789]|0[2-6])/.test(value.trim()) && isPhone(value)),
  )
  if (found.some(column => ['name', 'familyName', 'givenName'].includes(column.field ?? ''))) return found
  return guessField(
    found,
    evidence,
    'name',
    shareOf(value => /^[가-힣]{2,4}$/.test(value.trim()) && familyNames.has(value.trim()[0]!)),
  )
}

/** The hundred most common family names hold 98 % of all Koreans (통계청 2015); these hold nine in ten. */
const familyNames = new Set(
  '김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모',
)

export const contactColumns = makeMapping({
  formats,
  names: { ...personNames, ...moreNames },
  details,
  patterns,
  proofs: {
    email: value => isEmail(value) || isCovered(value),
    phone: value => isPhone(value) || isCovered(value) || /^\d\.\d+E\+\d+$/i.test(value),
    website: value => /[\w-]+\.[a-z]{2,}/i.test(value),
    sex: value => /^(m|f|male|female|남|여|남성|여성|남자|여자|0|1|2|기타|other|none|unknown)$/i.test(value.trim()),
    birthDate: value => /\d{4}|\d{2}[-./]\d{2}/.test(value),
    postCode: value => /\d/.test(value),
  },
  guess,
})

/** A row is about somebody where it names them or says how to reach them. */
export const canBeContacts = (columns: readonly ImportColumn[]): boolean => {
  const has = (field: ImportColumn['field']) => columns.some(column => column.field === field)
  return (
    has('email') || has('phone') || ((has('name') || has('familyName')) && (has('externalId') || has('otherPhone')))
  )
}
