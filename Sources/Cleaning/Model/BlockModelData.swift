let blockModelData: StaticString = "AAAAAA=="
