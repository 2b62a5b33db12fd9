/** What names are made of, and what looks like a name and is none. Data only. */

export const surnames = new Set(
  '김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용',
)
export const doubleSurnames = ['남궁', '황보', '제갈', '사공', '선우', '독고', '동방']
/** Syllables that given names are made of. */
export const given = new Set(
  '가강건경계고광교구국권규균근금기길나남노누다단담대덕도동두라란람래량려련령로록루률리린림마만명모목무문미민방배백범별병보복봄봉빈사산삼상새샘서석선설섭성세소솔송수숙순슬승시식신실아안애양언여연열엽영예오옥온완용우욱운웅원월위유육윤율은의이인일자장재전정제조종주준중지진찬창채철청초춘충치태택평필하학한해향혁현협형혜호홍화환회효후훈휘흔희히결고담든라름민빛샛솔아온울율이찬채',
)
/** What stands before 님 or 고객님 and is no name. */
export const titles =
  /(?:고객|회원|손|사장|선생|기사|담당자|담당|작성자|구매자|판매자|여러분|어머|아버|부모|하나|대표|팀장|점장|매니저|의원|원장|교수|작가|감독|배우|이웃|블로거|인플루언서|유튜버|팬|독자|이용자|사용자|주인|과장|부장|차장|대리|사원|주임|실장|이사|상무|전무|회장|셰프|강사|코치|트레이너|디자이너|변호사|의사|간호사|약사|상담사|상담원|설계사|코디|할머|할아버|형|누|언|오라버|아드|따|따라|도련|아가|사모|장모|장인|시어머|며느|사위|스|임|신청자|예약자|참가자|참여자|당첨자|수령인|주문자|보호자|집사|견주|캡틴|선배|후배|동료|파트너|크리에이터|리뷰어|서포터즈|입주민|환자|학생|학부모|관객|관람객|승객|여행자|게스트|호스트|운전자|임차인|가입자|피보험자|계약자|구독자|시청자|청취자|유저|플레이어|방문자|투숙객|귀하|해당|모든|저희|우리|전체|본|기존|신규|일부|많은|다른|소중한|단골|우수|법인|개인|VIP|vip)$/
export const roleBefore =
  /(?:상담사|상담원|담당자|담당|매니저|기사|팀장|설계사|디자이너|엔지니어|선생|원장|작가|강사|셰프|모델|배우|가수|대표|실장|점장|코치|트레이너|수령인|받는\s*분|받으실\s*분|보내신\s*분|예금주|감독|의사|간호사|교수|저자|연출|진행자|호스트|가이드|판매자|직원|동반자|보호자|자녀|동행|친구|가족|지인|대리인|함께)\s*(?:은|는|인|이신)?\s*$/
export const verbal =
  /(?:신|한|은|는|던|된|할|실|인|운|든|린|긴|간|준|본|쓴|된|갈|올|될|련|전|후|문|분|중|시|상|내|외|및|등|별|급|용|권|제|형|식)$/
/** Words made of syllables of names. */
export const commonWords = new Set(
  '이건 그건 저건 이런 그런 저런 이제 진짜 제발 일단 만약 혹시 주로 방금 조금 여기 거기 이상 한번 하지 기대 최소 최대 등록 신청 반품 교환 환불 배송 결제 상담 이전 이후 해외 내일 어제 아직 계속 추가 전체 각각 한편 유효 연락 불편 안녕 반갑 감사 죄송 먼저 우선 그리고 하지만 문의 주문 구매 예약 정회원 신규 기존 일반 우수 장기 단골 최우수 우리 이번 이용 서울 강남 부산 제주 오늘 다시 모두 정말 항상 언제나 정기 소중 이미 현재 지금 최근 다음 원래 특별 국내 주변 본인 고마운 한국 전국 주말 기업 개인 선물 유료 무료 성인 청소년 미성년 임산부 장애인 외국인 노약자 신혼 예비 정식 실제 유일 이외 여성 남성 공동 명의 원하 안심 선정 진상 주요 선배 인근 지역 고령 이하 모바일 인터넷 대표 연회원 준회원 연간 지난 지인 주재'.split(
    ' ',
  ),
)

export const notNames =
  /^(?:Hi|Hello|Hey|Dear|Oh|Ah|Well|Okay|Ok|Listen|Look|Alright|Understood|Noted|Done|Congratulations|Apologies|Perfect|Lovely|Awesome|Wonderful|There|Everyone|All|Team|Again|Folks|Customer|Valued|Sir|Madam|Guest|Friend|Guys|Both|You|The|We|Your|Thanks|Thank|I|It|Just|Great|Good|This|That|Our|My|Sorry|So|Please|Yes|No|Hope|Happy|Welcome|Member|User|Reader|Traveler|Traveller|Buyer|Shopper|Student|Parents?|Neighbou?r|For|To|As|In|On|At|Morning|Afternoon|Evening|World|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Unfortunately|However|Currently|Absolutely|Certainly|Once|If|When|While|Since|And|But|Also|Then|Now|Today|Tomorrow|Meanwhile|Alternatively|Instead|Finally|First|Second|Next|English|Korean|Seoul|London|Paris|Android|Apple|Windows|Google|Bluetooth|Settings|Account|Orders?|Support|Best|Kind|Warm|Regards|Cheers|Sincerely|Yours|Love|Black|Pro|Max|Mini|Plus|Wi)$/

/** Given names that stand alone before a comma or after one; elsewhere a capital letter is enough. */
export const givenNames = new Set(
  'aaron abigail adam adrian ahmed aisha alan alex alexander alexandra alice alicia alison amanda amber amelia amy andrea andrew angela anita ann anna anne annie anthony antonio april arthur ashley ava barbara beatrice becky ben benjamin beth betty bill billy bob brandon brenda brian brittany bruce bryan caleb cameron carl carla carlos carmen carol caroline catherine cathy charles charlie charlotte chloe chris christian christina christine christopher cindy claire clara cody colin connor craig crystal daisy dan daniel danielle danny dave david dawn dean deborah denise dennis derek diana diane diego donald donna doris dorothy doug dylan earl eddie edward eileen elaine eleanor elena eli elizabeth ella ellen emily emma eric erica erin ethan eva evan evelyn faith felix fiona frances frank fred gabriel gary gavin george gerald gina glen gloria grace grant greg gregory hailey hannah harold harry heather helen henry holly hope howard ian irene isaac isabel isabella ivan jack jackie jacob jake james jamie jane janet janice jason jay jean jeff jeffrey jenna jennifer jenny jeremy jerry jesse jessica jill jim jimmy joan joanna joe joel john johnny jon jonathan jordan jorge jose joseph josh joshua joyce juan judy julia julian julie justin karen karl kate katherine kathleen kathy katie kayla keith kelly ken kenneth kevin kim kimberly kyle lance larry laura lauren lawrence leah lee leo leon leonard leslie lewis liam lily linda lisa liz logan lori louis louise lucas lucy luis luke lydia lynn madison marcus margaret maria marie marilyn mario mark martha martin mary mason matt matthew maya megan melanie melissa mia michael michelle miguel mike mitchell molly monica morgan nancy naomi natalie natasha nathan neil nicholas nick nicole nina noah nora norman oliver olivia omar oscar owen pamela pat patricia patrick paul paula pedro penny peter phil philip phillip priya rachel ralph raymond rebecca regina renee ricardo richard rick rita rob robert robin roger ron ronald rosa rose roy russell ruth ryan sally sam samantha samuel sandra sara sarah scott sean sebastian shannon sharon shaun sheila shirley simon sofia sophia sophie stacy stanley stella stephanie stephen steve steven stuart sue susan suzanne sylvia tamara tanya tara taylor ted teresa terry theo theresa thomas tiffany tim timothy tina todd tom tommy toni tony tracy travis trevor tyler valerie vanessa vera veronica vicky victor victoria vincent violet virginia wade walter wanda warren wayne wendy wesley will william willie yolanda yvonne zach zachary zoe'.split(
    ' ',
  ),
)

/** Names that are the same person's, a group each. */
export const nicknames: readonly (readonly string[])[] =
  'elizabeth liz beth eliza lizzie betty; michael mike mick; william will bill billy liam; robert rob bob bobby robbie; james jim jimmy jamie; katherine catherine kathryn kate katie kathy cathy kat; thomas tom tommy; richard rick dick rich; daniel dan danny; matthew matt; christopher chris; christina christine chris tina; alexander alex alexandra sasha; joseph joe joey; edward ed eddie ted; benjamin ben; samuel sam samantha; nicholas nick; jennifer jen jenny; jessica jess jessie; rebecca becky becca; margaret maggie meg peggy; patricia pat patty trish; steven stephen steve; anthony tony; andrew andy drew; david dave; susan sue susie; deborah debbie deb; victoria vicky tori; abigail abby; gregory greg; jonathan jon; joshua josh; timothy tim; kenneth ken kenny; philip phil; natalie nat; olivia liv; isabella bella izzy; charles charlie chuck; peter pete; ronald ron; lawrence larry; gabriel gabe; zachary zach; nathan nate nathaniel; theodore theo ted; amanda mandy; kimberly kim; pamela pam; cynthia cindy; barbara barb; jacob jake; maxwell max; frederick fred; leonard leo len; madison maddie; madeline maddie'
    .split('; ')
    .map(group => group.split(' '))
