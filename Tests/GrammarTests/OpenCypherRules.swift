/// The rules of grammar/cqcq.ebnf that implementation extensions made wider, as openCypher 9 has them.
enum OpenCypherRules {
    static let text = #"""
        SingleQuery         ::= ( ReadingClause* WritingClause* With )* ReadingClause*
                                ( WritingClause+ | WritingClause* Return )
        ReadingClause       ::= Match | Unwind | Call
        WritingClause       ::= Create | Merge | SetClause | Remove | Delete
        SetItem             ::= PropertyTarget '=' Expression | Variable ( '=' | '+=' ) Expression | Variable ( ':' Name )+
        RemoveItem          ::= PropertyTarget | Variable ( ':' Name )+
        ProjectionBody      ::= 'DISTINCT'? ( '*' | ProjectionItem ) ( ',' ProjectionItem )*
                                ( 'ORDER' 'BY' SortItem ( ',' SortItem )* )?
                                ( 'SKIP' Expression )? ( 'LIMIT' Expression )?
        PatternPart         ::= ( Variable '=' )? PatternElement
        PatternElement      ::= NodePattern ( RelationshipPattern NodePattern )* | '(' PatternElement ')'
        RelationshipsPattern ::= NodePattern ( RelationshipPattern NodePattern )+
        NodePattern         ::= '(' Variable? ( ':' Name )* ( Map | Parameter )? ')'
        RelationshipPattern ::= LeftArrowHead? Dash RelationshipDetail? Dash RightArrowHead?
        RelationshipDetail  ::= '[' Variable? ( ':' Name ( '|' ':'? Name )* )? VariableLength? ( Map | Parameter )? ']'
        Predicate           ::= Sum ( ( 'IN' | 'STARTS' 'WITH' | 'ENDS' 'WITH' | 'CONTAINS' | '=~' ) Sum
                                    | 'IS' 'NOT'? 'NULL' )*
        Sum                 ::= Product ( ( '+' | '-' ) Product )*
        Postfix             ::= Atom ( '.' Name | Element | Slice )* ( ':' Name )*
        Atom                ::= 'NULL' | 'TRUE' | 'FALSE' | Integer | Float | String | Parameter | Map
                              | Case | Exists | Quantifier | Reduce | CountStar | FunctionCall
                              | PatternComprehension | ListComprehension | List
                              | PatternPredicate | Parenthesised | Variable
        CallWord            ::= 'ANY' | 'NONE' | 'SINGLE' | 'REDUCE'
        Exists              ::= 'EXISTS' '{' ( 'MATCH'? Pattern Where? | ReadingQuery ) '}' | 'EXISTS' '(' RelationshipsPattern ')'
        ReadingSingleQuery  ::= ( ReadingClause | With )* Return
        """#
}
