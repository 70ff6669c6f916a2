struct ContentBuilder {
  init(source: Tree, root: NodeID, kept: [Bool], options: ContentOptions) {}
  mutating func build() -> Content { Content(tree: Tree()) }
}
