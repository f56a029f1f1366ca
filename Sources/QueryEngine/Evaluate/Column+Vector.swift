import PropertyGraph

extension Column {
    /// The values of the entities with the ids, of which the first of the table is `first`.
    func vector(_ ids: [Int32], from first: Int) -> Vector {
        if case .strings(let codes, let dictionary) = storage {
            return .strings(
                ids.map { id in
                    let row = Int(id) - first
                    return present?[row] == false ? Vector.nullCode : codes[row]
                }, dictionary)
        }
        if present == nil {
            switch storage {
            case .integers(let values): return .integers(ids.map { values[Int($0) - first] })
            case .floats(let values): return .floats(ids.map { values[Int($0) - first] })
            case .booleans(let values): return .booleans(ids.map { Int8(values[Int($0) - first]) })
            case .dates, .strings, .values: break
            }
        }
        return .values(ids.map { value(at: Int($0) - first) })
    }
}
