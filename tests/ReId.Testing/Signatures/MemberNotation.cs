using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ReId.Testing.Signatures;

/// <summary>Writes the members of our types as the listings do.</summary>
internal static class MemberNotation
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
                                          | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Every public and protected member that the type itself declares, each with its line.</summary>
    public static IEnumerable<(MemberInfo Member, string Line)> Write(Type type)
    {
        foreach (var member in type.GetMembers(Declared).Where(m => !m.Name.Contains('<', StringComparison.Ordinal)))
        {
            var line = member switch
            {
                ConstructorInfo { IsStatic: false } c when Visible(c) => $"{Access(c)}ctor({Parameters(c.GetParameters())})",
                MethodInfo m when Visible(m) && !IsAccessor(m) => Method(m),
                FieldInfo f when f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly =>
                    $"{(f.IsPublic ? "" : "protected ")}{(f.IsStatic ? "static " : "")}{TypeNotation.Write(f.FieldType)} {f.Name}",
                PropertyInfo p when p.GetAccessors(nonPublic: true).Any(Visible) => Property(p),
                EventInfo e when Visible(e.AddMethod!) => $"{Access(e.AddMethod!)}event {TypeNotation.Write(e.EventHandlerType!)} {e.Name}",
                _ => null,
            };
            if (line is not null)
            {
                yield return (member, line);
            }
        }
    }

    /// <summary>Whether code outside the assembly can name the member.</summary>
    public static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Method(MethodInfo method)
    {
        var generics = method.IsGenericMethodDefinition
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>"
            : "";
        return $"{Access(method)}{Return(method.ReturnParameter)} {method.Name}{generics}({Parameters(method.GetParameters())})";
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(Visible).ToArray();
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{Parameters(index)}]";
        var get = property.GetMethod is { } g && Visible(g) ? "get; " : "";
        var set = property.SetMethod is { } s && Visible(s) ? "set; " : "";
        var type = property.GetMethod is { } reader ? Return(reader.ReturnParameter) : TypeNotation.Write(property.PropertyType);
        // The property is as visible as its more visible accessor.
        return $"{Access(accessors.OrderByDescending(a => a.IsPublic).First())}{type} {name} {{ {get}{set}}}";
    }

    private static string Return(ParameterInfo result) =>
        result.ParameterType.IsByRef
            ? "ref " + TypeNotation.Write(result.ParameterType.GetElementType()!)
            : TypeNotation.Write(result.ParameterType);

    private static string Access(MethodBase method) =>
        (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : "");

    private static string Parameters(IEnumerable<ParameterInfo> parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var modifier = parameter switch
        {
            { ParameterType.IsByRef: true, IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) => "params ",
            _ => "",
        };
        var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        var line = $"{modifier}{TypeNotation.Write(type)} {parameter.Name}";
        return parameter.HasDefaultValue ? $"{line} = {Default(parameter.RawDefaultValue)}" : line;
    }

    /// <summary>An enum's default is its number; the default of a struct reads as null, as reflection gives it.</summary>
    private static string Default(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        string s => $"\"{s}\"",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);
}
