/** Honorifics: falling into 반말, honouring things, lowering the customer or raising ourselves; in English, over-familiar address. */
import type { Fault } from '../../../contract/voice/drafts.ts'
import { type Check, faultAt, findSigns, type Parted, type Sign } from './draft.ts'
import { bareEnd, speechLevel } from './speech.ts'

const things =
  '주문|상품|제품|배송|택배|재고|사이즈|색상|가격|금액|요금|비용|쿠폰|포인트|적립금|마일리지|할인|이벤트|행사|결제|환불|교환|반품|접수|예약|메뉴|커피|음료|음식|주차|매장|좌석|자리|번호|기간|유효기간|서비스|시스템|앱|사이트|메일|문자|링크|파일|사진|영수증|계좌|카드|보증|수리|기기|부품|모델|옵션|수량|잔액|한도|점검|설치|입고|출고|운송장|송장|물건|박스|택|라벨|시간|날짜|일정|방|객실|티켓|좌석|혜택|등급|내역|정보|주소|계정|비밀번호|오류|문제|원인|신제품|케이크|샌드위치|라떼|아메리카노|빵|피자|치킨|세트|구성품|사은품|선물|포장|배터리|화면|버튼|옷|신발|원피스|가방|이용권|회원권|구독|데이터|절차|부분|경우|내용|답변|안내'

const thingsWhy = '높여야 할 분은 고객님이고, 물건이나 일은 높이지 않습니다.'
const plainOf: readonly (readonly [RegExp, string])[] = [
  [/되셨/, '되었'],
  [/돼셨/, '되었'],
  [/되십니다/, '됩니다'],
  [/되세요/, '돼요'],
  [/되시고/, '되고'],
  [/되시며/, '되며'],
  [/되신\s*상태/, '된 상태'],
  [/되실\s*예정/, '될 예정'],
  [/되시는데/, '되는데'],
  [/되시/, '되'],
  [/나오셨/, '나왔'],
  [/나오십니다/, '나옵니다'],
  [/나오세요/, '나와요'],
  [/나오시/, '나오'],
  [/이십니다/, '입니다'],
  [/이세요/, '이에요'],
  [/이셨/, '이었'],
  [/이시고/, '이고'],
  [/이시며/, '이며'],
  [/이신데/, '인데'],
  [/없으십니다/, '없습니다'],
  [/없으세요/, '없어요'],
  [/없으시/, '없'],
  [/있으십니다/, '있습니다'],
  [/있으세요/, '있어요'],
  [/계십니다/, '있습니다'],
  [/계시면/, '있으시면'],
  [/계세요/, '있으세요'],
  [/하셨/, '했'],
  [/하십니다/, '합니다'],
  [/지셨/, '졌'],
  [/지십니다/, '집니다'],
  [/지시/, '지'],
  [/오셨/, '왔'],
  [/세요/, '어요'],
  [/십니다/, 'ㅂ니다'],
]
const lowered = (written: string): string => {
  for (const [find, plain] of plainOf) if (find.test(written)) return written.replace(find, plain)
  return written
}

const actions =
  '추가|포함|접수|처리|출고|발송|배송|등록|적용|적립|환불|결제|승인|취소|변경|완료|마감|소진|품절|반영|지급|발급|예약|할인|입금|입고|진행|충전|차감|청구|반송|회수|종료|전달|생성|연장|배달|도착|설치|주문|교환|수리|포장|이월|소멸|만료|제공|오픈|판매|매진|단종|업데이트|복구|저장|삭제|전송|확정|배정|예정|지연|누락|파손|인상|인하|개봉|연결|활성화|정산|환급|부과|출시|조회|초기화|준비'

const ko: readonly Sign[] = [
  {
    find: new RegExp(
      `(?:${actions})\\s*(?:이|가|은|는|도|을|를)?\\s*(?:되|돼)(?:셨(?:습니다|어요|으며|는데|고|네요|을|으니|지만|네|는지)|십니다|세요|시고|시며|신\\s*상태|실\\s*예정|시는데|시는\\s*(?:걸|것)|신\\s*것으로|실\\s*겁니다|실\\s*거|신\\s*건|신\\s*걸로)`,
    ),
    unless: /준비되시면|당첨|선정되/,
    why: thingsWhy,
    better: match => lowered(match[0]),
  },
  {
    find: new RegExp(
      `(?:${things})(?:이|가|은|는|도|께서)?\\s*(?:곧|이미|모두|전부|다|아직|금일|오늘|내일|방금|막|현재|조금|많이|잘|바로|먼저|\\d+[가-힣]*|매우|더|[가-힣]+(?:에|으로|로|까지|부터|에서))?\\s*(?:나오|늦어지|도착하|오|떨어지|출발하|들어오|커지|비싸|저렴하|크|작|많|늘어나|줄어|사라지|바뀌|달라지|끝나|시작하|시작되|생기|필요하|변경되|열리|닫히|고장\\s?나|멈추|느리|빠르|예쁘|맛있|뜨거우|차가우|나가|걸리|포함되|해당되|확인되|보이|정상이)(?:셨|십니다|세요|시고|시며|시는데|신데|실\\s*(?:예정|거|겁|것)|으셨|으십니다|으세요|으신|십니까)`,
    ),
    unless:
      /(?:시간|필요|문제|일정|주차|자리|도움|교환|환불|안내|답변|정보|배송|주문|매장|경우|번호|내용|서비스)(?:이|가|은|는|도)?\s*(?:더\s*)?(?:필요하|많으|오|있으|나오)|(?:매장|방|객실|자리|날짜|시간|주차)[가-힣]*\s*[^.]{0,8}(?:오세요|오셨|오십|나오세요|오실)|(?:편하|원하)신|잘\s*나오(?:시|셨)|걸리(?:시|셨)나요|마음에/,
    why: thingsWhy,
    better: match => lowered(match[0]),
  },
  {
    find: /(?:택배|상품|제품|음식|커피|음료|물건|주문|배송|사이즈|신제품|케이크|옷|부품|기기|메일|문자|쿠폰|포인트|환불금|영수증)(?:이|가|은|는|도)\s*(?:[가-힣\d:]+\s+){0,3}?(?:[가-힣]+하|[가-힣]+되|나오|오|나가|들어오|떨어지)실\s*(?:예정|겁니다|거예요|것\s*같|듯)/,
    unless: /고객님(?:께서|이|은)|원하|필요|주문하|받|이용하|사용하|방문하/,
    why: thingsWhy,
    better: match =>
      match[0].replace(
        /([가-힣])실(\s*)(예정|겁니다|거예요|것|듯)/,
        (_all, verb: string, gap: string, end: string) => `${withL(verb)}${gap}${end}`,
      ),
  },
  {
    find: /(?:[\d,]+\s*(?:만|천|백)?\s*원|[\d]+\s*(?:일|개|시간|분|퍼센트|%|개월|시|층|호|번|장|매|점|회|년|주|대|평|인분|박)|무료|유료|품절|매진|할인\s*중|세일\s*중|배송\s*중|준비\s*중|진행\s*중|점검\s*중|처리\s*중|제작\s*중|이동\s*중|판매\s*중|불가능|대기\s*중|한정|신상(?:품)?|정가|특가|최저가|마지막|기본|필수|선착순|당일|평일|주말|오늘|내일|익일|오전|오후|까지|부터|예정|완료|만료|공휴일|휴무|영업일|가격|사이즈|색상|상품|제품|정품|새\s*제품|쪽|층|곳|부분|상태|방식|기준|절차|조건|대상|적용|이내|이상|이하|정도|미만|포함|별도|불포함|옵션|모델)(?:이십니다|이세요|이시고|이시며|이신데|이셔서|이시라|세요(?=[\s.!~?]|$)|셔서|시고요|십니다(?=[\s.!~?]|$)|이십니까|이시네요|이실)/,
    unless:
      /이세요\?|이십니까\?|이신가요|고객님(?:은|께서|이)\s*[^.]{0,14}(?:대상|회원|예정|완료)|오늘도|(?:예정|대상|상태|진행\s*중|이동\s*중|대기\s*중|처음|준비\s*중)이(?:시|신|세|십)|하세요|[가-힣]*보세요/,
    why: thingsWhy,
    better: match => lowered(match[0]),
  },
  {
    find: /(?:품절|매진|무료|만료|단종|유료|완판|마감|예정|불가|불가능|할인\s*중|배송\s*중|준비\s*중|점검\s*중)(?:이)?(?:십니다|세요(?=[\s.!~?]|$)|시고(?=[\s,])|신데)/,
    unless: /고객님(?:은|께서|이)|방문\s*예정|(?:예정|중)이(?:시|신)/,
    why: thingsWhy,
    better: match => lowered(match[0]),
  },
  {
    find: /(?:재고|사이즈|색상|좌석|자리|방|객실|상품|제품|모델|매장|주차장|주차|행사|이벤트|할인|수수료|비용|추가금|배송비|기능|옵션|서비스|규정|문제|오류|이상|하자|제한|혜택|쿠폰|차이|메뉴|커피|부품|지점|이력|내역)(?:이|가|은|는|도)?\s*(?:현재\s*|아직\s*|따로\s*|다\s*|더\s*|전혀\s*|모두\s*)?(?:(?:있|없)으(?:십니다|세요(?!\?)|셔서|시고|시며|신데|셨습니다|시네요|시지만)|계(?:십니다|세요|셔서|시고))/,
    unless: /\?$|고객님|원하시|사용하지\s*않은|이력이?\s*(?:있|없)으신|내역이?\s*(?:있|없)으/,
    why: thingsWhy,
    better: match =>
      lowered(match[0])
        .replace(/계십니다/, '있습니다')
        .replace(/으셔서/, '어서')
        .replace(/으시고/, '고')
        .replace(/으시며/, '으며')
        .replace(/으신데/, '는데')
        .replace(/으셨/, '었')
        .replace(/으시네/, '네')
        .replace(/으시지/, '지'),
  },
  {
    find: /(?:주문|음료|잔|개|판|그릇|접시|세트|인분|병|조각|라떼|아메리카노|커피|빵|메뉴|음식)[가-힣\s]{0,8}나오(?:셨|십니다|세요|시고|셔서)/,
    unless: /고객님이|고객님께서|분이\s*나오|방송에\s*나오/,
    why: thingsWhy,
    better: match => lowered(match[0]),
  },
  {
    find: /되어\s*있으(?:십니다|세요(?!\?)|시고|신데|셔서|시며|시네요)/,
    unless: /고객님(?:께서|은|이)/,
    why: thingsWhy,
    better: match =>
      lowered(match[0])
        .replace(/으시고/, '고')
        .replace(/으신데/, '는데')
        .replace(/으셔서/, '어서')
        .replace(/으시며/, '으며')
        .replace(/으시네/, '네'),
  },
  {
    find: /(?:문의|궁금한?|질문|불편|요청|말씀|의견|문제|용건|시간|계획|일정|사항|점|것|부분|재고|상품|불만|관심|건)(?:이|가|은|도)?\s*(?:더\s*|또\s*)?계(?:시면|시거든|시다면|실\s*(?:경우|때)|신\s*(?:경우|가요)|시나요|신지|십니까|십니다|시겠)/,
    why: '사물에는 ‘계시다’가 아니라 ‘있으시다’를 씁니다.',
    better: match => match[0].replace(/계/, '있으'),
  },
  {
    find: /[가-힣]*(?<![모마])실게요/,
    why: '‘-실게요’는 없는 높임입니다. ‘-시면 됩니다’나 ‘-세요’로 권해 주세요.',
    better: match => match[0].replace(/실게요$/, '세요'),
  },
  {
    find: /(?:제가|저는|저희가|저희는|저희도|저희\s*(?:팀|직원|매장|회사|담당자)[가-힣]*(?:이|가|에서|은|는)|담당자가|저도)\s*[^.!?,]{0,22}?(?:하시겠습니다|드리시겠|하셨습니다|하십니다|하시고\s*(?:있|연락)|드리십니다|보내시겠|확인하셔서|하실\s*예정|드리셨|말씀하셨던|해\s*주시겠습니다|주셨습니다|처리하셔서)/,
    unless:
      /고객님|저희(?:가|에게|께|한테)\s*(?:말씀|문의|보내|남겨|알려|맡겨)|제가[^.]{0,6}(?:여쭤|부탁)|주신|보내\s*주셨|남겨\s*주셨|해\s*주셨|알려\s*주셨|하셨던|하신/,
    why: '우리 쪽의 행동은 높이지 않습니다.',
    better: match =>
      match[0]
        .replace('드리시겠', '드리겠')
        .replace('하시겠', '하겠')
        .replace('하셨', '했')
        .replace('하십니다', '합니다')
        .replace('해 주시겠', '해 드리겠')
        .replace('드리십니다', '드립니다')
        .replace('하실 예정', '할 예정')
        .replace('하셔서', '해서')
        .replace('보내시겠', '보내겠')
        .replace('주셨', '드렸')
        .replace('드리셨', '드렸')
        .replace('하시고', '하고'),
  },
  {
    find: /저희께서|저희\s*(?:사장님|대표님|팀장님|점장님|부장님|과장님|실장님|본부장님)(?:께서|께)|제\s*(?:성함|말씀이\s*계|존함)|저의\s*성함|저희\s*(?:직원|상담사|기사|담당자)(?:분)?(?:께서|님께서)/,
    why: '고객 앞에서는 우리 쪽을 낮춥니다.',
    better: match =>
      match[0]
        .replace('저희께서', '저희가')
        .replace(/님께서/, '이')
        .replace(/님께/, '에게')
        .replace(/분?께서/, '가')
        .replace('성함', '이름')
        .replace('존함', '이름')
        .replace('말씀이 계', '말씀이 있'),
  },
  {
    find: /(?:고객님|손님|회원님)(?:께서|이|께서는|은)?\s*[^.!?,]{0,14}(?:여쭤보신|여쭈어보신|여쭤보셨|여쭤본|여쭈신|말씀드린|말씀드리신|말씀드렸|부탁드린|문의드린|문의드리신|요청드린|요청드리신|보내드린\s*(?:문의|사진)|드리신\s*말씀|알려드린\s*주소|신청드린|뵌|모신)/,
    unless:
      /(?:고객님|손님|회원님)(?:께|이|은)?\s*(?:제가|저희|앞서|이미|먼저|지난)|고객님께\s*(?:말씀드|보내드|안내|부탁드)|고객님께서?는?\s*저희가/,
    why: '고객의 행동을 낮추는 말입니다.',
    better: match =>
      match[0]
        .replace(/여쭤보|여쭈어보|여쭈/, '물어보')
        .replace(/(말씀|부탁|문의|요청|신청)드리?[린신]/, '$1하신')
        .replace('말씀드렸', '말씀하셨')
        .replace('물어본', '물어보신'),
  },
  {
    find: /(?<![가-힣])(?:당신|너희|너(?:는|도|가|의|를|한테)|니가|네가|자네|그쪽(?:이|은|에서|께서)|댁(?:이|은|께서))(?=[\s,.가-힣])/,
    unless: /당신의\s*[가-힣]+["”’]/,
    why: '고객을 부르는 말로는 낮습니다.',
    better: '고객님께서는',
  },
  {
    find: /(?<![가-힣])(?:나는|내가|나한테|나도|나에게|내\s*생각)(?=\s)/,
    why: '자신을 낮추어 말합니다.',
    better: match =>
      ({ 나는: '저는', 내가: '제가', 나한테: '저에게', 나도: '저도', 나에게: '저에게' })[match[0]] ?? '제 생각',
  },
  {
    find: /(?:해|보내|알려|도와|처리해|확인해|연락해|전달해|안내해|바꿔|돌려|넣어|말해|취소해|환불해|교환해|가져다|챙겨|찾아|고쳐|들려|적용해|발송해|접수해|만들어|빼|깎아|올려|내려|설명해|지급해|발급해|변경해|답변해|답해|전해|걸어|봐|열어|풀어|남겨|맞춰|준비해|예약해)\s?(?:줄게요|줄께요|주겠습니다|줬습니다|줬어요|줄\s*예정|줄\s*수\s*(?:있|없)|줄\s*테니|주고\s*있|줍니다|줄까요|줄\s*거예요|줄\s*겁니다|줄게|줄\s*것|주려고|주도록\s*하겠|줘요|주기로)/,
    unless:
      /고객님(?:께서|이)\s*(?:해|알려|보내)|(?:앱|기능|시스템|제품|카드사|은행|택배사|크림|서비스|버튼|필터|이\s*[가-힣]+)(?:이|가|에서|은|는)\s/,
    why: '고객께 하는 일은 ‘드리다’로 낮추어 말합니다.',
    better: match =>
      match[0]
        .replace(/줄께요|줄게요/, '드릴게요')
        .replace(/줄게$/, '드릴게요')
        .replace('주겠', '드리겠')
        .replace('줬', '드렸')
        .replace('줄', '드릴')
        .replace('주고', '드리고')
        .replace('줍니다', '드립니다')
        .replace('주려고', '드리려고')
        .replace('주도록', '드리도록')
        .replace('줘요', '드려요')
        .replace('주기로', '드리기로'),
  },
  {
    find: /(?:고객님|손님|회원님)(?:께서|이|께서는|은|도)\s*(?:(?:어제|오늘|지난번에|이번에|직접|전에|먼저|처음|앞서|보내|남기|[가-힣\d]+(?:에|에서|으로|로|을|를))\s*){0,3}(?:(?:주문|구매|신청|결제|문의|요청|선택|작성|예약|등록|입력|말|이용|사용|방문|가입|제기|언급|지적|접수|취소|반품|수령|구입|설정|질문|제안|추천|확인|변경)(?:을|를)?\s?(?:한(?=\s)|했(?:던|는데|다면|으면|습니다|어요|고|을|지만|기)|하는(?=\s)|해서|하면|하고\s*(?:있는|싶은)|할\s*(?:때|경우|수))|(?:원한|보낸|쓴|받은|산|올린|적은|물어본|본|겪은|느낀|남긴|고른|낸|탄|먹은|준)(?=\s)|(?:화가\s*났|기다렸|썼|샀|받았|보냈|겪었|느꼈|봤))/,
    unless:
      /(?:고객님|손님|회원님)(?:이|은)?\s*(?:제가|저희)|고객님이\s*아닌|(?:고객님|손님)께서?\s*[^.]{0,20}(?:저희가|제가)/,
    why: '고객의 행동은 ‘-시-’로 높여 말합니다.',
    better: match => raised(match[0]),
  },
  {
    find: /(?:고객님|손님|회원님)(?:한테|에게)(?=\s|는|도|만)/,
    why: '‘께’로 높여 말합니다.',
    better: match => match[0].replace(/한테|에게/, '께'),
  },
  {
    find: /이름(?:이|은)?\s*(?:뭐|무엇|어떻게)|나이(?:가|는)?\s*(?:몇|어떻게)|집(?:이|은)?\s*어디(?:예요|에요|세요|입니까)|(?:밥|식사)\s*먹(?:었|어)|(?:고객님|손님)(?:이|은|께서)?\s*(?:자고|먹고|아픈|먹은|먹었|죽)/,
    why: '고객께는 높임말(성함, 연세, 댁, 드시다)을 씁니다.',
    better: match =>
      match[0]
        .replace(/^이름(?:이|은)?/, '성함이')
        .replace(/^나이(?:가|는)?/, '연세가')
        .replace(/^집/, '댁')
        .replace('뭐', '어떻게')
        .replace('무엇', '어떻게')
        .replace(/먹/, '드'),
  },
  {
    find: /(?<![가-힣])고객(?:이|은|께서|의|을|한테|에게)\s*(?:주문|문의|말|요청|신청|잘못|직접|보낸|구매|해야|하셔|먼저|확인)/,
    unless: /센터|일부\s*고객|모든\s*고객|다른\s*고객|타\s*고객|신규\s*고객|고객\s*(?:부담|과실)/,
    why: '‘고객님’이라고 부릅니다.',
    better: match =>
      match[0].replace(/고객(?:이|은|한테|에게)?/, found =>
        found === '고객이'
          ? '고객님께서'
          : found === '고객은'
            ? '고객님께서는'
            : found.length === 4
              ? '고객님께'
              : '고객님',
      ),
  },
]

/** A syllable with ㄹ below it: 하 becomes 할. */
const withL = (syllable: string): string => {
  const code = syllable.charCodeAt(0) - 0xac00
  return code >= 0 && code % 28 === 0 ? String.fromCharCode(0xac00 + code + 8) : `${syllable}을`
}

const raised = (written: string): string =>
  written
    .replace(/(.)한(\s*)$/, '$1하신$2')
    .replace(/했(던|는데|다면|으면|습니다|어요|고|을|지만|기)$/, '하셨$1')
    .replace(/하는$/, '하시는')
    .replace(/해서$/, '하셔서')
    .replace(/하면$/, '하시면')
    .replace(/하고\s*(있는|싶은)$/, (_all, next: string) => (next === '있는' ? '하고 계신' : '하고 싶으신'))
    .replace(/할\s*(때|경우|수)$/, '하실 $1')
    .replace(
      /(보낸|쓴|받은|산|올린|적은|물어본|본|겪은|느낀|남긴|고른|낸|탄|먹은|준)$/,
      found => raisedVerbs[found] ?? found,
    )

const raisedVerbs: Readonly<Record<string, string>> = {
  보낸: '보내신',
  쓴: '쓰신',
  받은: '받으신',
  산: '사신',
  올린: '올리신',
  적은: '적으신',
  물어본: '물어보신',
  본: '보신',
  겪은: '겪으신',
  느낀: '느끼신',
  남긴: '남기신',
  고른: '고르신',
  낸: '내신',
  탄: '타신',
  먹은: '드신',
  준: '주신',
}

const en: readonly Sign[] = [
  {
    find: /(?:^|[\s,.!?])(?:buddy|pal|dude|bro|bruh|sweetie|sweetheart|honey|hun|babe|my dear|missy|young (?:man|lady)|mister|chief|champ|boss|fam|girl|girly|man|lady|kiddo|sis|mate|my friend|love)(?=[,.!?]|$)/i,
    unless:
      /\b(?:handy|sales|delivery|repair|service|a|the|this|that|your|our|with|of|we|you|i|they|they'd|would|customers?|people|i'd|we'd|also|really|all|much|with|to|in) (?:man|lady|love|boss|mate|girl|honey|pal|buddy|chief|champ)\b/i,
    why: 'Too familiar for a customer.',
    better: '',
  },
  {
    find: /^(?:yo|sup|what'?s up|wassup|'?sup|hiya|heya|howdy|oi)\b[,!\s]*/i,
    why: 'Too familiar for a greeting to a customer.',
    better: 'Hello, ',
  },
  {
    find: /\b(?:hey you|you people|you guys|you lot|hey man|hey girl|hey there,? (?:buddy|pal|champ|boss))\b/i,
    why: 'Not an address for a customer.',
    better: 'you',
  },
]

export const honorific: Check = draft => {
  if (draft.language === 'en') return findSigns('honorific', draft.sentences, en)
  const faults = findSigns('honorific', draft.sentences, ko, true)
  for (const fault of levels(draft)) {
    if (!faults.some(one => one.span[0] < fault.span[1] && fault.span[0] < one.span[1])) faults.push(fault)
  }
  return faults.sort((a, b) => a.span[0] - b.span[0])
}

/** Sentences that fall below the polite level. */
const levels = (draft: Parted): Fault[] => {
  const told = draft.sentences.map(sentence => ({ sentence, level: speechLevel(sentence) }))
  const isPolite = told.some(({ level }) => level === 'formal' || level === 'polite')
  const low = told.filter(({ sentence, level }) => {
    if (/^["'“‘「『<[(]/.test(sentence.text) || /^(?:[-•·▶■*※]|\d+[.)]|[①-⑳])/.test(sentence.text)) return false
    if (level === 'intimate' || level === 'plain') return true
    if (level !== 'clipped') return false
    return (
      !/^[^\s:]{1,12}\s*[:：]/.test(sentence.text) &&
      /(?:음|슴|했음|됨|함|임|바람|요망|할\s?것|말\s?것)$/.test(bareEnd(sentence.text))
    )
  })
  return low.slice(0, 3).map(({ sentence, level }) => {
    const end = bareEnd(sentence.text)
    const from = sentence.from + Math.max(0, end.lastIndexOf(' ') + 1)
    const to = sentence.from + end.length
    const why = isPolite
      ? `높임말로 쓰다가 ${level === 'clipped' ? '‘-음’으로 짧게' : '낮춤말로'} 끝났습니다. 한 답변 안에서는 높임을 지켜 주세요.`
      : '고객께 낮춤말로 말하고 있습니다.'
    return faultAt('honorific', from, to, why, toPolite(draft.text.slice(from, to)))
  })
}

/** The last word of a low sentence in 합쇼체 or 해요체. */
const toPolite = (word: string): string => {
  if (/(?:게|어|아|해|봐|줘|와|돼|지|네|거든|군|까|데|려|워|춰|꿔|쳐|라|잖아|놔|둬|써|내|래)$/.test(word))
    return `${word
      .replace(/줘$/, '주세')
      .replace(/봐$/, '보세')
      .replace(/려$/, '리세')
      .replace(/(?:줄게|줄께)$/, '드릴게')}요`
  if (/(?:했|았|었|였|겠|갔|왔|됐|있|없|봤|줬|렸)다$/.test(word)) return `${word.slice(0, -1)}습니다`
  if (/한다$/.test(word)) return word.replace(/한다$/, '합니다')
  if (/된다$/.test(word)) return word.replace(/된다$/, '됩니다')
  if (/이?다$/.test(word)) return word.replace(/이?다$/, '입니다')
  if (/함$/.test(word)) return word.replace(/함$/, '합니다')
  if (/됨$/.test(word)) return word.replace(/됨$/, '됩니다')
  if (/임$/.test(word)) return word.replace(/임$/, '입니다')
  if (/음$/.test(word)) return word.replace(/음$/, '습니다')
  if (/바람$/.test(word)) return '부탁드립니다'
  if (/야$/.test(word)) return word.replace(/이?야$/, '예요')
  if (/자$/.test(word)) return word.replace(/자$/, '시죠')
  return `${word}요`
}
