namespace ReId.Testing.Signatures;

/// <summary>Writes a type as the listings do: C# keywords, declaring types with dots, no namespace.</summary>
internal static class TypeNotation
{
    // char is missing on purpose: the listings write Char.
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    /// <summary>The name as it stands in a member line.</summary>
    public static string Write(Type type)
    {
        if (s_keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            return $"{Write(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (type.IsPointer)
        {
            return Write(type.GetElementType()!) + "*";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Write(underlying) + "?";
        }

        return type.IsGenericParameter ? type.Name : WriteNested(type);
    }

    /// <summary>The name as it stands in a type's own line, with its namespace.</summary>
    public static string WriteDefinition(Type type) =>
        string.IsNullOrEmpty(type.Namespace) ? WriteNested(type) : $"{type.Namespace}.{WriteNested(type)}";

    private static string WriteNested(Type type)
    {
        // Reflection hands a nested type all arguments of its declaring types first, then its own.
        var arguments = type.GetGenericArguments();
        var chain = new Stack<Type>();
        for (var t = type; t is not null; t = t.DeclaringType)
        {
            chain.Push(t);
        }

        var used = 0;
        return string.Join('.', chain.Select(t =>
        {
            var total = t.GetGenericArguments().Length;
            var own = arguments[used..total];
            used = total;
            var name = t.Name.Split('`')[0];
            return own.Length == 0 ? name : $"{name}<{string.Join(", ", own.Select(Write))}>";
        }));
    }
}
