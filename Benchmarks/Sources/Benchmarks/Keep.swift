/// Takes a value that has to be made, since the optimiser cannot see that nobody looks at it.
@inline(never)
func keep<Value>(_ value: Value) {
    withExtendedLifetime(value) {}
}
