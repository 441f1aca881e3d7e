/** Countries by ISO 3166-1 alpha-2 (with XK, which passports of Kosovo carry); screens show them by name. */
export const COUNTRIES: readonly string[] = (
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA " +
  "CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA " +
  "GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP " +
  "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS " +
  "MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS " +
  "RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW " +
  "TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
).split(" ");

/**
 * Languages by BCP 47: all of ISO 639-1, and those without a code of two letters that people here speak or sign
 * (of the Caucasus, of Kurdistan, Roma, and sign languages). The Caucasian ones stand first when nothing is typed.
 */
export const LANGUAGES: readonly string[] = (
  "ce inh ru ady kbd av dar kum lez lbe tab krc nog os ab ka hy az ar en de fr es uk tr fa " +
  "aa ae af ak am an as ay ba be bg bh bi bm bn bo br bs ca ch co cr cs cu cv cy da dv dz ee el eo et eu ff fi fj fo " +
  "fy ga gd gl gn gu gv ha he hi ho hr ht hu hz ia id ie ig ii ik io is it iu ja jv kg ki kj kk kl km kn ko kr ks ku " +
  "kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or pa " +
  "pi pl ps pt qu rm rn ro rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to ts tt " +
  "tw ty ug ur uz ve vi vo wa wo xh yi yo za zh zu " +
  "ckb kmr sdh azb rom tly ttt udi agx rut tkr rsl ase bfi gsg"
).split(" ");
