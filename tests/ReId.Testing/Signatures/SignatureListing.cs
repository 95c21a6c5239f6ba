namespace ReId.Testing.Signatures;

/// <summary>
/// The public signatures of an upstream package, read from a text listing: a type on a line of its own
/// (<c>abstract class OpenCvSharp.DisposableCvObject : DisposableObject</c>), its members indented below it, the
/// values of an enum on one indented line (<c>CPU=0, CUDA=1</c>).
/// </summary>
public sealed class SignatureListing
{
    private readonly Dictionary<string, ListedType> _types = new(StringComparer.Ordinal);

    private SignatureListing()
    {
    }

    /// <summary>Number of types in the listing.</summary>
    public int Count => _types.Count;

    /// <summary>Reads a listing file.</summary>
    /// <param name="path">Path of the text file.</param>
    /// <exception cref="FormatException">A line is neither a type nor a member of one; the line number is named.</exception>
    public static SignatureListing Parse(string path) => ParseLines(File.ReadLines(path), path);

    internal static SignatureListing ParseLines(IEnumerable<string> lines, string source)
    {
        var listing = new SignatureListing();
        ListedType? current = null;
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (!char.IsWhiteSpace(line[0]))
            {
                current = ParseHeader(line) ?? throw Malformed("a type (\"class Some.Name : Base\")");
                // A type may be listed in pieces, say one per copied excerpt.
                if (!listing._types.TryAdd(current.Name, current))
                {
                    current = listing._types[current.Name];
                }
            }
            else if (current is null)
            {
                throw Malformed("a type, because no type precedes this member");
            }
            else if (current.Kind == "enum")
            {
                current.Members.UnionWith(line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            }
            else
            {
                current.Members.Add(MemberLine.Normalise(line));
            }

            FormatException Malformed(string expected) => new($"{source}:{number}: expected {expected}, found \"{line}\".");
        }

        return listing;
    }

    internal ListedType? Find(string name) => _types.GetValueOrDefault(name);

    /// <summary>Types of the same name whatever their namespace or generic parameters, for messages.</summary>
    internal IEnumerable<ListedType> NamedLike(string name)
    {
        var bare = Bare(name);
        return _types.Values.Where(t => Bare(t.Name) == bare);

        static string Bare(string full)
        {
            var plain = full.Split('<')[0];
            return plain[(plain.LastIndexOf('.') + 1)..];
        }
    }

    /// <summary>
    /// The members that a type has or inherits, nearest first, generic parameters of its bases replaced by their
    /// arguments. The walk ends where a base is not listed.
    /// </summary>
    internal IEnumerable<(string BaseAsWritten, IReadOnlySet<string> Members)> Ancestry(ListedType type)
    {
        yield return (type.Name, type.Members);
        var written = type.Base;
        while (written is not null)
        {
            var parent = FindWithoutNamespace(written);
            if (parent is null)
            {
                yield return (written, new HashSet<string>());
                yield break;
            }

            var map = GenericName.Arguments(parent.Name)
                .Zip(GenericName.Arguments(written))
                .Where(pair => pair.First != pair.Second)
                .ToDictionary(pair => pair.First, pair => pair.Second);
            yield return (written, parent.Members.Select(m => MemberLine.Substitute(m, map)).ToHashSet(StringComparer.Ordinal));
            written = parent.Base is null ? null : MemberLine.Substitute(parent.Base, map);
        }
    }

    private ListedType? FindWithoutNamespace(string written)
    {
        var name = GenericName.Stem(written);
        var arity = GenericName.Arguments(written).Count;
        return _types.Values.FirstOrDefault(t =>
            GenericName.Stem(t.Name).EndsWith("." + name, StringComparison.Ordinal)
            && GenericName.Arguments(t.Name).Count == arity);
    }

    private static ListedType? ParseHeader(string line)
    {
        var colon = line.IndexOf(" : ", StringComparison.Ordinal);
        var head = colon < 0 ? line : line[..colon];
        foreach (var keyword in (string[])["class ", "struct ", "interface ", "enum "])
        {
            var at = head.IndexOf(keyword, StringComparison.Ordinal);
            if (at == 0 || (at > 0 && head[at - 1] == ' '))
            {
                return new ListedType
                {
                    Kind = head[..(at + keyword.Length - 1)].Replace("sealed ", "", StringComparison.Ordinal),
                    Name = head[(at + keyword.Length)..].Trim(),
                    Base = colon < 0 ? null : line[(colon + 3)..].Trim(),
                };
            }
        }

        return null;
    }
}
