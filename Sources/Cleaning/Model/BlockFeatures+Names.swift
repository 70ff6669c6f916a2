extension BlockFeatures {
  /// Names of the numbers that the first ensemble sees of a block, in order.
  static let firstNames: [String] =
    ownNames + levelNames + neighbourNames + pageNames + alikeNames + recordNames
    + PartingMarks.names + TopicMeasures.names + ["article_index"]

  private static let ownNames: [String] = [
    "log_units", "link_density", "links", "enders_rate", "commas_rate", "ends_sentence",
    "digit_share", "capital_share", "word_length", "separator_rate",
    "years", "east_asian", "text_mean", "text_least", "text_greatest", "text_first",
    "spaces_rate", "is_p", "is_li", "heading", "is_div", "is_quote", "is_pre", "is_caption",
    "in_article", "in_main", "in_nav",
    "in_header", "in_footer", "in_aside", "in_form", "in_table", "in_list", "in_figure",
    "in_link", "in_hidden", "in_section", "in_button", "in_article_body",
    "in_dialog", "words_nearest", "words_outer", "words_least", "words_greatest", "words_all",
    "words_distance", "place", "text_place", "title_distance", "is_title",
    "depth",
  ]

  private static let levelNames: [String] = levels.flatMap { level in
    ["units", "links", "blocks", "share", "prose"].map { "\(level)_\($0)" }
  }

  private static let neighbourNames: [String] =
    ["previous", "next"].flatMap { neighbour in
      ["units", "links", "same", "words"].map { "\(neighbour)_\($0)" }
    } + ["previous2_words", "next2_words"]

  private static let pageNames: [String] = [
    "page_units", "page_links", "page_blocks", "page_articles", "page_prose", "best_inside",
    "best_distance", "best_share", "best_after", "siblings", "since_heading", "repeated",
    "around_prose", "around_links", "verdict", "described", "describing", "has_body",
    "heading_mean", "heading_least", "heading_greatest",
  ]

  private static let alikeNames: [String] = RepeatedStructure.scales.flatMap { scale in
    GroupMeasures.names.map { "alike\(scale)_\($0)" }
  }

  private static let recordNames: [String] = ["inner", "outer"].flatMap { record in
    RepeatedRecords.names.map { "\(record)_\($0)" }
  }

  static let levels = ["own", "parent", "grandparent", "great", "outermost"]

  /// Names of all numbers of a row: what the first ensemble sees, then what its ratings say of the surroundings.
  static let names = firstNames + RatingContext.names

  static let width = names.count

  /// Where the number of what the grammar of lines takes a block for stands in a row.
  static let roleColumn = firstNames.firstIndex(of: "verdict") ?? 0
}
