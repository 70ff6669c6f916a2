let wordWeightsData: StaticString = ""
