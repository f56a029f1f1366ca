import PropertyGraph

/// The pieces of texts between delimiters, found one after the other without a list of them.
struct TextPieces {
    let codes: [UInt32]
    let dictionary: StringDictionary
    /// Holds the bytes that the finder looks for.
    private let delimiter: StringDictionary
    private var finder: TextFinder

    /// Bytes of a text that is cut so, and of the pieces of a batch: of longer ones each piece is checked against the limits.
    static let longest = 1 << 16

    /// nil unless the texts lie in a dictionary, are of moderate length, and the delimiter is the same for all and not empty.
    init?(_ texts: Vector, by delimiter: Vector, _ setting: ExecutionContext.Setting) {
        guard case .strings(let codes, let dictionary) = texts, case .constant(.string(let part)) = delimiter, !part.isEmpty,
            codes.allSatisfy({ $0 == Vector.nullCode || dictionary.utf8(of: $0).count <= Self.longest })
        else { return nil }
        (self.codes, self.dictionary) = (codes, dictionary)
        self.delimiter = StringDictionary.numbering([part]).dictionary
        finder = TextFinder(self.delimiter.utf8(of: 0)) { () throws(EvaluationError) in try setting.check() }
    }

    /// Of the text of a row, the piece that begins at a place, and where the next one does; nil behind the last one.
    mutating func piece(of text: UnsafeBufferPointer<UInt8>, from start: Int) throws(EvaluationError) -> (piece: Range<Int>, next: Int?) {
        guard let end = try finder.next(in: text, from: start) else { return (start..<text.count, nil) }
        return (start..<end, end + delimiter.utf8(of: 0).count)
    }
}

extension Evaluator {
    /// Of `split(text, delimiter)[number]` the piece alone, from 0 on or the last one for -1; nil for anything else.
    func splitPiece(of base: Term, at number: Int?, _ batch: Batch) throws(EvaluationError) -> Vector? {
        guard let (text, delimiter) = base.splitArguments, let number, number >= -1, batch.count > 1,
            var pieces = TextPieces(try evaluate(text, batch), by: try evaluate(delimiter, batch), context.setting)
        else { return nil }
        var found = StringDictionaryBuilder()
        var codes: [UInt32] = []
        codes.reserveCapacity(pieces.codes.count)
        for code in pieces.codes {
            guard code != Vector.nullCode else {
                codes.append(code)
                continue
            }
            let text = pieces.dictionary.utf8(of: code)
            var (passed, piece, start) = (0, Range<Int>?.none, Int?.some(0))
            while let from = start, number < 0 || passed <= number {
                (piece, start) = try pieces.piece(of: text, from: from)
                passed += 1
            }
            if let piece, number < 0 || passed > number {
                codes.append(found.code(of: UnsafeBufferPointer(rebasing: text[piece])))
            } else {
                codes.append(Vector.nullCode)
            }
        }
        return .strings(codes, found.build())
    }
}

extension Evaluator {
    /// Of split() all pieces of each text; nil for anything else, and for many, which are made one by one with a look at the limits.
    func pieces(_ vectors: [Vector]) throws(EvaluationError) -> Vector? {
        guard var pieces = TextPieces(vectors[0], by: vectors[1], context.setting) else { return nil }
        var (found, codes, parts) = (StringDictionaryBuilder(), [UInt32](), [ListPart]())
        for code in pieces.codes {
            guard code != Vector.nullCode else {
                parts.append(.null)
                continue
            }
            if found.byteCount > 1 << 24 { return nil }
            let (text, first) = (pieces.dictionary.utf8(of: code), codes.count)
            var start = Int?.some(0)
            while let from = start {
                let (piece, next) = try pieces.piece(of: text, from: from)
                codes.append(found.code(of: UnsafeBufferPointer(rebasing: text[piece])))
                start = next
            }
            parts.append(ListPart(first..<codes.count))
        }
        return .lists(.strings(codes, found.build()), count: codes.count, parts: parts)
    }

    /// Of `size(split(text, delimiter))` the number of pieces alone; nil for anything else.
    func pieceCount(_ arguments: [Term], _ batch: Batch) throws(EvaluationError) -> Vector? {
        guard arguments.count == 1, let (text, delimiter) = arguments[0].splitArguments, batch.count > 1,
            var pieces = TextPieces(try evaluate(text, batch), by: try evaluate(delimiter, batch), context.setting)
        else { return nil }
        var (counts, present) = ([Int](repeating: 0, count: batch.count), [Bool](repeating: true, count: batch.count))
        for (row, code) in pieces.codes.enumerated() {
            guard code != Vector.nullCode else {
                present[row] = false
                continue
            }
            let text = pieces.dictionary.utf8(of: code)
            var start = Int?.some(0)
            while let from = start {
                counts[row] += 1
                start = try pieces.piece(of: text, from: from).next
            }
        }
        return present.contains(false) ? .partial(.integers(counts), present: present) : .integers(counts)
    }
}

extension Term {
    /// Of a call of split().
    var splitArguments: (text: Term, delimiter: Term)? {
        guard case .call(let function, let arguments) = kind, FunctionTable[function].name == "split", arguments.count == 2 else { return nil }
        return (arguments[0], arguments[1])
    }
}
