import type { Sound } from "./sound.ts";
import { plainWord, soundOf } from "./spelling.ts";

/**
 * Names that are one name: its spellings by ear in several languages, then, after the bar, what people are called for
 * short. Anchors only: other spellings of the same sound are found by sound. A bearer of one answers to all of them.
 */
const FAMILIES = `
магомед мухаммад мохаммад мухамед мохамед магомет махмад махамад мохьмад muhammad mohammed mehmed mehmet mahomet محمد محمّد | мага магома муха
ахмад ахмед ахьмад ahmad ahmed ahmet أحمد احمد | ахмадка
махмуд mahmud mahmoud махьмуд محمود
мустафа муста mustafa moustapha mustapha مصطفى
юсуп юсуф yusuf youssef yousef jusuf iosif josef يوسف
ибрагим ибрахим ibrahim ebrahim абрагим ابراهيم إبراهيم | ибра
исмаил исмаъил ismail ismael smail اسماعيل إسماعيل
иса isa issa eissa عيسى
муса musa moussa mousa موسى
сулейман сулайман солейман suleiman sulayman soliman süleyman سليمان | сули
дауд давуд дауда daud dawud dawood davud داود داوود
якуб яькуб yaqub yakub yacoub jakub يعقوب
яхья яхъя yahya jahja yehia يحيى
умар омар ӏумар umar omar عمر
усман осман ӏусман usman osman othman عثمان
али ӏали ali aly علي
абубакар абубакр абу-бакар abubakar abubakr abou-bakr aboubacar ابوبكر أبوبكر | бакар
хасан хьасан hasan hassan حسن
хусейн хусайн хьусейн husein hussein hussain husayn حسين
хамза хьамза hamza hamzah حمزة حمزه
хамзат хьамзат hamzat khamzat hamzaat حمزات
салман salman سلمان
рамзан рамазан ramzan ramazan ramadan رمضان
шамиль shamil chamil shamel شامل شاميل
абдулла ӏабдулла abdullah abdallah abdoullah عبدالله
абдурахман абдурахьман abdurrahman abdulrahman abdelrahman عبدالرحمن عبدرحمن | абду
абдулазиз abdulaziz abdelaziz عبدالعزيز عبدعزيز
абдулкадир abdulkadir abdelkader عبدالقادر عبدقادر
абдулхамид abdulhamid abdelhamid عبدالحميد عبدحميد
мансур mansur mansour منصور
саид сайд саӏид said saeed saïd sayeed سعيد
сайид сейид sayyid sayed سيد
халид khalid khaled halid خالد
билал bilal belal بلال
зелимхан зелимха zelimkhan زليمخان | зелим
ислам islam إسلام اسلام
адам аьдам adam آدم ادم
рустам rustam rustem رستم
руслан ruslan rouslan رسلان روسلان
тимур timur timour taimur تيمور
аслан arslan aslan أسلان اسلان
джохар жовхар dzhokhar djokhar jawhar jokhar جوهر جوخار
джамал джамалдин jamal djamal gamal جمال
александр alexander aleksandr alexandre iskander искандер ألكسندر الكسندر اسكندر | саша саня шура alex alik
алексей aleksei alexey أليكسي اليكسي | леша лёша
дмитрий dmitri dmitry dimitri ديمتري | дима митя dima
владимир vladimir فلاديمير | вова володя vova
михаил mikhail michael michail ميخائيل | миша misha
николай nikolai nicolas نيكولاي | коля kolya
иван ivan إيفان ايفان | ваня vanya
сергей sergei sergey سيرغي | сережа серёжа
андрей andrei andrew أندريه اندريه | андрюша
максим maksim maxim مكسيم | макс max
денис denis دينيس
артур artur arthur أرتور ارتور
айшат аишат айша ӏайшат aishat aisha aïcha عائشة عايشة
фатима патимат фатимат fatima fatimah patimat فاطمة | пати
марьям мариам марем mariam maryam mariem miriam مريم
хадижат хадиджа хадижа khadija hadijat خديجة
зайнап зейнаб зайнаб zainab zeinab zaynap زينب
амина amina aminat аминат آمنة أمينة امينة
лейла лайла layla leila laila ليلى
заира zaira zahira زاهرة
мадина madina مدينة
луиза luiza louisa louise لويزا
`;

export type Family = { family: string; short: boolean; ofSurname: boolean };

const table = ((): ReadonlyMap<string, Family> => {
  const map = new Map<string, Family>();
  for (const line of FAMILIES.trim().split("\n")) {
    const [full = "", short = ""] = line.split("|");
    const names = (text: string) =>
      text
        .trim()
        .split(/\s+/u)
        .filter((name) => name !== "")
        .map(plainWord);
    const family = names(full)[0] ?? "";
    for (const name of names(short))
      map.set(soundOf(name.replaceAll("-", "")).letters, { family, short: true, ofSurname: false });
    for (const name of names(full))
      map.set(soundOf(name.replaceAll("-", "")).letters, { family, short: false, ofSurname: false });
  }
  return map;
})();

/** Which of these names this is, or the surname of which (Магомедов, Muhammedov, محمدوف); or null. */
export const familyOf = ({ script, letters }: Sound): Family | null => {
  const own = table.get(letters);
  if (own) return own;
  const root = (script === "arabic" ? /^(.{2,})[WY]?[fv]A?$/u : /^(.{2,})[oe]va?$/u).exec(letters)?.[1];
  const family = root === undefined ? undefined : table.get(root);
  return family ? { family: `${family.family} (surname)`, short: false, ofSurname: true } : null;
};
