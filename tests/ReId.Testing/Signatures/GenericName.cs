namespace ReId.Testing.Signatures;

/// <summary>Takes written generic names apart: <c>torch.nn.Module&lt;T, List&lt;U&gt;&gt;</c>.</summary>
internal static class GenericName
{
    /// <summary>The name without the argument list at its end.</summary>
    public static string Stem(string name)
    {
        var open = OpeningOfLastList(name);
        return open < 0 ? name : name[..open];
    }

    /// <summary>The arguments of the list at its end; empty where there is none.</summary>
    public static IReadOnlyList<string> Arguments(string name)
    {
        var open = OpeningOfLastList(name);
        if (open < 0)
        {
            return [];
        }

        var arguments = new List<string>();
        var depth = 0;
        var start = open + 1;
        for (var i = start; i < name.Length - 1; i++)
        {
            depth += name[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (name[i] == ',' && depth == 0)
            {
                arguments.Add(name[start..i].Trim());
                start = i + 1;
            }
        }

        arguments.Add(name[start..^1].Trim());
        return arguments;
    }

    private static int OpeningOfLastList(string name)
    {
        if (!name.EndsWith('>'))
        {
            return -1;
        }

        var depth = 0;
        for (var i = name.Length - 1; i >= 0; i--)
        {
            depth += name[i] switch { '>' => 1, '<' => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }
}
