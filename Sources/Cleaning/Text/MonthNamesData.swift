// Written by tools/make-month-names.py; change it there.

extension MonthNames {
  /// The names of each month, sorted.
  ///
  /// Source: glibc's locales (LC_TIME), Debian's package `locales`.
  static let names: [String] = [
    "ene enero gen gener gennaio ian ianuarie jaan jaanuar jan janar janeiro jannar januar januari januarie januaro january január janv janvier janvāris janúar jän jänner led leden ledna oca ocak saus sausio sausis sij siječanj siječnja sty styczeń stycznia tammi tammikuu tammikuuta urt urtarrila xan xaneiro yan yanvar ιαν ιανουάριος ιανουαρίου сту студзень студзеня січ січень січня янв январь января яну януари јан јануар јануари қаң қаңтар հնվ հունվար հունվարի ינו ינואר جنوری ينا يناير जनवरी जन॰ जाने जानेवारी জানু জানুয়ারী ਜਨ ਜਨਵਰੀ જાન્યુ જાન્યુઆરી ஜன ஜனவரி జన జనవరి ಜನ ಜನವರಿ ജനു ജനുവരി",
    "feb febbraio febr febreiro febrer febrero februar februari februarie februaro february február februāris febrúar fev fevereiro fevral fra frar fév févr février helmi helmikuu helmikuuta lut lutego luty ots otsaila peb pebrero shk shkurt vas vasario vasaris veebr veebruar velj veljača veljače úno únor února şub şubat φεβ φεβρουάριος φεβρουαρίου ақп ақпан лют лютага лютий лютого люты феб фебруар фев февраль февраля февруари փետրվար փետրվարի փտր פבר פברואר شباط فبر فبراير فروری फ़रवरी फ़र॰ फेब्रु फेब्रुवारी ফেব ফেব্রুয়ারী ਫ਼ਰ ਫ਼ਰਵਰੀ ફેબ્રુ ફેબ્રુઆરી பிப் பிப்ரவரி ఫిబ్ర ఫిబ్రవరి ಫೆಬ್ರ ಫೆಬ್ರವರಿ ഫെബ്രു ഫെബ്രുവരി",
    "bře březen března kov kovas kovo maalis maaliskuu maaliskuuta maart mac machi mar marca march marec maret mars marso mart martie marto marts martxoa marzec marzo marzu març março mrt mrz márc március mäe mäerz mär märts märz ožu ožujak ožujka μάρ μάρτιος μαρ μαρτίου бер березень березня мар март марта нау наурыз сак сакавік сакавіка մար մարտ մարտի מרץ آذار مار مارس مارچ मार्च মার্চ ਮਾਰਚ માર્ચ மார் மார்ச் మార్చి ಮಾರ್ಚ್ മാർ മാർച്ച്",
    "abr abril abrëll api apirila apr aprel april aprile aprili aprilie aprill aprilo apríl aprīlis avr avril bal balandis balandžio dub duben dubna huhti huhtikuu huhtikuuta kwi kwiecień kwietnia nis nisan pri prill tra travanj travnja ápr április απρ απρίλιος απριλίου апр апрель апреля април кві квітень квітня кра красавік красавіка сәу сәуір ապր ապրիլ ապրիլի אפר אפריל أبر أبريل ابريل اپریل نيسان अप्रैल एप्रि एप्रिल এপ্রিল ਅਪ੍ਰੈ ਅਪ੍ਰੈਲ એપ્રિલ ஏப் ஏப்ரல் ఏప్రి ఏప్రిల్ ಏಪ್ರಿ ಏಪ್ರಿಲ್ ഏപ്രി ഏപ്രിൽ",
    "geg gegužė gegužės kvě květen května mag maggio mai maiatza maig maijs maio maj maja majo may mayo mayıs maí mee mei mej mejju máj május svi svibanj svibnja touko toukokuu toukokuuta μάι μάιος μαΐ μαΐου май мам мамыр мая мај тра травень травня մայ մայիս մայիսի מאי أيار مئی ماي مايو मई मे মে ਮਈ મે மே మే ಮೇ മേയ്",
    "birž birželio birželis cze czerwca czerwiec eka ekaina giu giugno haz haziran hun hunyo iun iunie iyun i̇yn juin jun june junho juni junie junij junio juny juuni jún június júní jūn jūnijs kesä kesäkuu kesäkuuta lipanj lipnja qer qershor xuñ xuño čen červen června ġun ġunju ιουν ιουνίου ιούν ιούνιος июн июнь июня мау маусым чер червень червня чэр чэрвень чэрвеня юни јун јуни հնս հունիս հունիսի יונ יוני جون حزيران يون يونيو जून জুন ਜੂਨ જૂન ஜூன் జూన్ ಜೂನ್ ജൂൺ",
    "heinä heinäkuu heinäkuuta hul hulyo iul iulie iyul i̇yl juil juillet jul julai julho juli julie julij julio juliol july juuli júl július júlí jūl jūlijs kor korrik liep liepa liepos lip lipca lipiec lug luglio lul lulju srpanj srpnja tem temmuz uzt uztaila xul xullo čec července červenec ιουλ ιουλίου ιούλ ιούλιος июл июль июля лип липень липня ліп ліпень ліпеня шіл шілде юли јул јули հլս հուլիս հուլիսի יול יולי تموز جولائی يول يوليو يوليوز जुलाई जुलै जुल॰ জুলাই ਜੁਲਾ ਜੁਲਾਈ જુલાઈ ஜூலை జులై ಜುಲೈ ജൂലൈ",
    "abu abuztua ago agost agosti agosto agu agustus aout août aug august augusti augusts augustus augusztus avg avgust avq avqust aww awwissu ağu ağustos aŭg aŭgusto elo elokuu elokuuta gsh gusht kol kolovoz kolovoza ogos rugp rugpjūtis rugpjūčio sie sierpień sierpnia srp srpen srpna ágú ágúst αυγ αυγούστου αύγ αύγουστος авг август августа жні жнівень жніўня сер серпень серпня там тамыз օգոստոս օգոստոսի օգս אוג אוגוסט آب أغس أغسطس اگست غشت अगस्त अग॰ ऑग ऑगस्ट আগস্ট ਅਗ ਅਗਸਤ ઑગસ્ટ ஆக ஆகஸ்ட் ఆగ ఆగస్టు ಆಗಸ್ಟ್ ഓഗ ഓഗസ്റ്റ്",
    "eyl eylül ira iraila rugs rugsėjis rugsėjo ruj rujan rujna sen sentyabr sep sept septemba septembar september septembre septembrie septembris septembro septiembre set setembre setembro setiembre settembre settembru setyembre sht shtator syys syyskuu syyskuuta szept szeptember wrz wrzesień września zář září σεπ σεπτέμβριος σεπτεμβρίου вер верасень верасня вересень вересня сен сент сентябрь сентября сеп септембар септември қыр қыркүйек սեպ սեպտեմբեր սեպտեմբերի ספט ספטמבר أيلول سبت سبتمبر ستمبر شتنبر सप्टें सप्टेंबर सितंबर सित॰ সেপ্টেম্বর ਸਤੰ ਸਤੰਬਰ સપ્ટે સપ્ટેમ્બર செப் செப்டம்பர் సెప్టెం సెప్టెంబర్ ಸೆಪ್ಟೆಂ ಸೆಪ್ಟೆಂಬರ್ സെപ്റ്റം സെപ്റ്റംബർ",
    "eki ekim loka lokakuu lokakuuta oct october octobre octombrie octubre okt oktoba oktobar oktober oktobris oktobro oktoober oktubre oktyabr október ott ottobre ottubru out outubro paź październik października spal spalio spalis tet tetor urr urria říj říjen října οκτ οκτωβρίου οκτώβριος жов жовтень жовтня кас кастрычнік кастрычніка окт октобар октомври октябрь октября қаз қазан հոկ հոկտեմբեր հոկտեմբերի אוק אוקטובר أكت أكتوبر اکتوبر अक्टूबर अक्तूबर अक्तू॰ ऑक्टो ऑक्टोबर অক্টোবর ਅਕਤੂ ਅਕਤੂਬਰ ઑક્ટો ઑક્ટોબર அக் அக்டோபர் అక్టో అక్టోబర్ ಅಕ್ಟೋ ಅಕ್ಟೋಬರ್ ഒക്ടോ ഒക്‌ടോബർ",
    "aza azaroa kas kasım lapkr lapkritis lapkričio lis listopad listopada listopadu marras marraskuu marraskuuta nob nobyembre noiembrie nov novemba novembar november novembre novembris novembro novembru noviembre noy noyabr nën nëntor nóv nóvember stu studeni studenoga νοέ νοέμβριος νοε νοεμβρίου лис листопад листопада ліс лістапад лістапада нов новембар ное ноември ноя ноябрь ноября қар қараша նմբ նոյեմբեր նոյեմբերի נוב נובמבר نوف نوفمبر نومبر نونبر नवंबर नव॰ नोव्हें नोव्हेंबर নভেম্বর ਨਵੰ ਨਵੰਬਰ નવે નવેમ્બર நவ நவம்பர் నవం నవంబర్ ನವೆಂ ನವೆಂಬರ್ നവം നവംബർ",
    "abe abendua ara aralık dec decembar december decembrie decembris decembro dek dekabr des desemba desember desembre dets detsember dez dezember dezembro dhj dhjetor dic dicembre diciembre dis disember disyembre diċ diċembru déc décembre gru grudnia grudzień gruod gruodis gruodžio joulu joulukuu joulukuuta pro prosinac prosinca prosince prosinec δεκ δεκέμβριος δεκεμβρίου гру грудень грудня дек декабрь декабря декември дец децембар жел желтоқсан сне снежань снежня դեկ դեկտեմբեր դեկտեմբերի דצמ דצמבר دجنبر دسمبر ديس ديسمبر डिसें डिसेंबर दिसंबर दिस॰ ডিসেম্বর ਦਸੰ ਦਸੰਬਰ ડિસે ડિસેમ્બર டிச டிசம்பர் డిసెం డిసెంబర్ ಡಿಸೆಂ ಡಿಸೆಂಬರ್ ഡിസം ഡിസംബർ",
  ]

  /// The Thai names of each month.
  static let thaiNames: [String] = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
  ]
}
