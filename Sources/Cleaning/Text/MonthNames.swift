/// Names of months and their usual abbreviations, lower case, accents as written.
///
/// Source: Unicode CLDR, `dates/calendars/gregorian/months` of the languages named, format and stand-alone, wide and
/// abbreviated, written out by hand.
enum MonthNames {
  /// The month, 1 to 12, that `word` names, or nil.
  ///
  /// `word` is lower-case UTF-8.
  static func month(_ word: [UInt8]) -> Int? { table[word] }

  private static let table: [[UInt8]: Int] = {
    var table: [[UInt8]: Int] = [:]
    for (index, names) in names.enumerated() {
      for name in names.split(separator: " ") { table[Array(name.utf8)] = index + 1 }
    }
    return table
  }()

  /// One line a month: English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech, Russian, Ukrainian,
  /// Turkish, Swedish, Danish, Norwegian, Finnish, Hungarian, Romanian, Greek, Indonesian, Arabic.
  private static let names: [String] = [
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari stycznia styczeń sty ledna leden января январь янв січня січень ocak oca tammikuuta tammikuu január ianuarie ιανουαρίου يناير",
    "february feb februar février févr fév febrero febbraio fevereiro fev februari lutego luty lut února únor февраля февраль фев лютого лютий şubat şub helmikuuta helmikuu február februarie φεβρουαρίου فبراير",
    "march mar märz mrz mär mars marzo março maart mrt marca marzec března březen марта март мар березня березень mart maaliskuuta maaliskuu március martie μαρτίου maret مارس",
    "april apr avril avr abril abr aprile kwietnia kwiecień kwi dubna duben апреля апрель апр квітня квітень nisan nis huhtikuuta huhtikuu április aprilie απριλίου أبريل ابريل",
    "may mai mayo maggio mag maio mei maja maj května květen мая май травня травень mayıs toukokuuta toukokuu május μαΐου مايو",
    "june jun juni juin junio giugno giu junho czerwca czerwiec cze června červen июня июнь июн червня червень haziran haz kesäkuuta kesäkuu június iunie ιουνίου يونيو",
    "july jul juli juillet juil julio luglio lug julho lipca lipiec lip července červenec июля июль июл липня липень temmuz tem heinäkuuta heinäkuu július iulie ιουλίου يوليو",
    "august aug août aout agosto ago augustus augusti sierpnia sierpień sie srpna srpen августа август авг серпня серпень ağustos ağu elokuuta elokuu augusztus αυγούστου agustus أغسطس",
    "september sep sept septembre septiembre setiembre settembre set setembro września wrzesień wrz září сентября сентябрь сен сент вересня вересень eylül eyl syyskuuta syyskuu szeptember septembrie σεπτεμβρίου سبتمبر",
    "october oct oktober okt octobre octubre ottobre ott outubro out października październik paź října říjen октября октябрь окт жовтня жовтень ekim eki lokakuuta lokakuu október octombrie οκτωβρίου أكتوبر",
    "november nov novembre noviembre novembro listopada listopad lis листопада ноября ноябрь ноя листопад kasım kas marraskuuta marraskuu noiembrie νοεμβρίου نوفمبر",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro grudnia grudzień gru prosince prosinec декабря декабрь дек грудня грудень aralık ara desember joulukuuta joulukuu decembrie δεκεμβρίου ديسمبر",
  ]
}
