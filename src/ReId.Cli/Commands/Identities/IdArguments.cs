using System.CommandLine;

namespace ReId.Cli.Commands.Identities;

/// <summary>Arguments that are several ids.</summary>
internal static class IdArguments
{
    /// <summary>One or more ids. The parser's own reading of a list leaves out, silently, what is no id.</summary>
    public static Argument<Guid[]> Several(string name, string description) => new(name)
    {
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var ids = new List<Guid>();
            foreach (var token in result.Tokens)
            {
                if (!Guid.TryParse(token.Value, out var id))
                {
                    result.AddError($"<{name}> must be ids such as 0199c5a2-7d3e-7b1a-9c40-5f2d8e6a1b03, not '{token.Value}'.");
                    return [];
                }

                ids.Add(id);
            }

            return [.. ids];
        },
    };
}
