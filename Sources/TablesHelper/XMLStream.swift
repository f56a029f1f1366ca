import CExpat
import Platform

typealias XMLName = UnsafePointer<CChar>

/// Attributes of an element, name and value in turn.
struct XMLAttributes {
    let pointer: UnsafeMutablePointer<UnsafePointer<CChar>?>

    /// The value of the attribute with the local name, whatever its prefix.
    subscript(_ name: StaticString) -> XMLName? {
        var at = pointer
        while let key = at.pointee {
            if key.isLocally(name) { return at[1] }
            at += 2
        }
        return nil
    }

    func text(_ name: StaticString) -> String? { self[name].map { String(cString: $0) } }
    func integer(_ name: StaticString) -> Int? { self[name].flatMap { $0.integer } }
}

extension UnsafePointer<CChar> {
    /// Without a prefix such as `table:`.
    var local: XMLName {
        var at = self
        var start = self
        while at.pointee != 0 {
            if at.pointee == 0x3A { start = at + 1 }
            at += 1
        }
        return start
    }

    func isLocally(_ name: StaticString) -> Bool {
        strcmp(local, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
    }

    func equals(_ name: StaticString) -> Bool {
        strcmp(self, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
    }

    /// Decimal digits and nothing else, below a thousand million.
    var integer: Int? {
        var value = 0
        var at = self
        while at.pointee >= 0x30, at.pointee <= 0x39, value < 100_000_000 {
            value = value * 10 + Int(at.pointee - 0x30)
            at += 1
        }
        return at > self && at.pointee == 0 ? value : nil
    }
}

/// Takes the events of an XML document. Names come without their prefix.
class XMLHandler {
    /// Ends the reading.
    var fault: TableFault?
    /// Nothing more is needed.
    var isDone = false

    func start(_ name: XMLName, _ attributes: XMLAttributes) {}
    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeRawBufferPointer) {}

    fileprivate var depth = 0
    fileprivate var parser: XML_Parser?

    fileprivate func check() {
        if fault != nil || isDone, let parser { XML_StopParser(parser, XML_Bool(XML_FALSE)) }
    }
}

extension ZipArchive {
    /// Parses the part as XML, event by event.
    func parse(_ name: String, _ handler: XMLHandler) throws(TableFault) {
        guard let parser = XML_ParserCreate(nil) else { throw .damaged("no memory is left") }
        defer { XML_ParserFree(parser) }
        handler.parser = parser
        handler.depth = 0
        XML_SetUserData(parser, Unmanaged.passUnretained(handler).toOpaque())
        XML_SetElementHandler(
            parser,
            { data, name, attributes in
                guard let data, let name, let attributes else { return }
                let handler = Unmanaged<XMLHandler>.fromOpaque(data).takeUnretainedValue()
                handler.depth += 1
                if handler.depth > 200 { handler.fault = .damaged("its XML is nested more than 200 levels deep") }
                if handler.fault == nil, !handler.isDone { handler.start(name.local, XMLAttributes(pointer: attributes)) }
                handler.check()
            },
            { data, name in
                guard let data, let name else { return }
                let handler = Unmanaged<XMLHandler>.fromOpaque(data).takeUnretainedValue()
                handler.depth -= 1
                if handler.fault == nil, !handler.isDone { handler.end(name.local) }
                handler.check()
            })
        XML_SetCharacterDataHandler(parser) { data, text, count in
            guard let data, let text else { return }
            let handler = Unmanaged<XMLHandler>.fromOpaque(data).takeUnretainedValue()
            if handler.fault == nil { handler.text(UnsafeRawBufferPointer(start: text, count: Int(count))) }
        }
        // Spreadsheets have no document type; one would only be there to swell up.
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
            guard let data else { return }
            let handler = Unmanaged<XMLHandler>.fromOpaque(data).takeUnretainedValue()
            handler.fault = .damaged("its XML declares a document type")
            handler.check()
        }
        func feed(_ bytes: UnsafeRawBufferPointer, isLast: Bool) throws(TableFault) -> Bool {
            let status = XML_Parse(
                parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), isLast ? 1 : 0)
            if let fault = handler.fault { throw fault }
            if handler.isDone { return false }
            if status == XML_STATUS_ERROR {
                let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "malformed XML"
                throw .damaged("\(name), line \(XML_GetCurrentLineNumber(parser)): \(reason)")
            }
            return true
        }
        try read(name) { (portion) throws(TableFault) in try feed(portion, isLast: false) }
        if !handler.isDone { _ = try feed(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true) }
    }
}
