namespace ReId.Testing.Signatures;

/// <summary>One type of an upstream package as its listing describes it.</summary>
internal sealed class ListedType
{
    /// <summary>The words before the name: <c>class</c>, <c>static class</c>, <c>enum</c>, …</summary>
    public required string Kind { get; init; }

    /// <summary>Namespace, declaring types and generic parameters: <c>TorchSharp.torch.nn.Module&lt;T, TResult&gt;</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The base type as written, without its namespace; null where it is plain <see cref="object"/>.</summary>
    public string? Base { get; init; }

    /// <summary>Member lines after <see cref="MemberLine.Normalise"/>; for an enum its <c>Name=1</c> pairs.</summary>
    public HashSet<string> Members { get; } = new(StringComparer.Ordinal);
}
