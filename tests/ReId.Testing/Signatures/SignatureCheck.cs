using System.Reflection;

namespace ReId.Testing.Signatures;

/// <summary>
/// Compares an assembly of ours with the upstream package that it stands in for: whatever we offer publicly, upstream
/// must offer with the same names, parameter order, defaults and types, so that source written against ours compiles
/// against the package. Offering less is fine.
/// </summary>
public static class SignatureCheck
{
    /// <summary>One sentence for each public or protected member, type or enum value that upstream does not list.</summary>
    /// <param name="ours">The assembly to check.</param>
    /// <param name="upstream">The package's signatures.</param>
    /// <param name="except">Public types that have no upstream counterpart on purpose; none by default.</param>
    public static IReadOnlyList<string> Violations(Assembly ours, SignatureListing upstream, Predicate<Type>? except = null) =>
        Violations(ours.GetExportedTypes().Where(t => except is null || !except(t)), upstream);

    internal static IReadOnlyList<string> Violations(IEnumerable<Type> types, SignatureListing upstream) =>
        [.. types.OrderBy(t => t.FullName, StringComparer.Ordinal).SelectMany(t => Check(t, upstream))];

    private static IEnumerable<string> Check(Type type, SignatureListing upstream)
    {
        var name = TypeNotation.WriteDefinition(type);
        if (upstream.Find(name) is not { } listed)
        {
            return [$"{name}: upstream has no such type{Hint(upstream.NamedLike(name).Select(t => t.Name))}."];
        }

        var kind = Kind(type);
        IEnumerable<string> violations = kind == listed.Kind
            ? []
            : [$"{name}: ours is a {kind}, upstream a {listed.Kind}."];
        return type.IsEnum
            ? violations.Concat(EnumViolations(type, name, listed))
            : violations.Concat(BaseViolations(type, name, listed, upstream)).Concat(MemberViolations(type, name, listed, upstream));
    }

    private static IEnumerable<string> EnumViolations(Type type, string name, ListedType listed) =>
        from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
        let value = $"{field.Name}={Convert.ToDecimal(field.GetRawConstantValue(), null):0}"
        where !listed.Members.Contains(value)
        select $"{name}: upstream does not list {value}{Hint(listed.Members.Where(m => m.StartsWith(field.Name + "=", StringComparison.Ordinal)))}.";

    /// <summary>Leaving a base out is tolerable, as is skipping one of the chain; another base is not.</summary>
    private static IEnumerable<string> BaseViolations(Type type, string name, ListedType listed, SignatureListing upstream)
    {
        if (type.BaseType is not { } parent || parent == typeof(object) || parent == typeof(ValueType))
        {
            return [];
        }

        var written = TypeNotation.Write(parent);
        var bases = upstream.Ancestry(listed).Skip(1).Select(a => a.BaseAsWritten).ToArray();
        return bases.Contains(written)
            ? []
            : [$"{name}: ours derives from {written}, upstream from {(bases.Length == 0 ? "object" : string.Join(" : ", bases))}."];
    }

    private static IEnumerable<string> MemberViolations(Type type, string name, ListedType listed, SignatureListing upstream)
    {
        var ancestry = upstream.Ancestry(listed).ToArray();
        foreach (var (member, line) in MemberNotation.Write(type))
        {
            // Constructors are not inherited; what overrides a member of the framework is callable on any object.
            var places = member is ConstructorInfo ? ancestry.Take(1) : ancestry;
            if (!OverridesForeign(member, type.Assembly) && !places.Any(p => Offers(p.Members, line)))
            {
                var own = MemberLine.NameOf(line);
                var relatives = ancestry.SelectMany(a => a.Members).Where(m => MemberLine.NameOf(m) == own);
                yield return $"{name}: upstream does not list \"{line}\"{Hint(relatives)}.";
            }
        }
    }

    /// <summary>A property of ours may have fewer accessors than upstream's, everything else must be equal.</summary>
    private static bool Offers(IReadOnlySet<string> members, string line) =>
        members.Contains(line)
        || (line.EndsWith("{ get; }", StringComparison.Ordinal) && members.Contains(line.Replace("{ get; }", "{ get; set; }", StringComparison.Ordinal)))
        || (line.EndsWith("{ set; }", StringComparison.Ordinal) && members.Contains(line.Replace("{ set; }", "{ get; set; }", StringComparison.Ordinal)));

    private static bool OverridesForeign(MemberInfo member, Assembly ours)
    {
        var method = member switch
        {
            MethodInfo m => m,
            PropertyInfo p => p.GetMethod ?? p.SetMethod,
            EventInfo e => e.AddMethod,
            _ => null,
        };
        return method is not null && method.GetBaseDefinition().DeclaringType!.Assembly != ours;
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsInterface: true } => "interface",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        _ when type.IsSubclassOf(typeof(Delegate)) => "delegate",
        _ => "class",
    };

    private static string Hint(IEnumerable<string> relatives)
    {
        var text = string.Join(" | ", relatives);
        return text.Length == 0 ? "" : $"; it has {text}";
    }
}
