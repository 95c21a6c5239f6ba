using Microsoft.OpenApi;

namespace ReId.Search.Endpoints.Documentation;

/// <summary>The errors that an operation may answer, by what it takes.</summary>
internal static class ErrorResponses
{
    public static void AddTo(OpenApiOperation operation, OpenApiDocument? document, bool keyed, bool named)
    {
        Add("400", "The request is malformed, or a value is out of range.");
        if (keyed)
        {
            Add("401", "No key or session, or it is unknown, expired or revoked.");
            Add("403", "The key's role is too small, or the CSRF token is missing or wrong.");
        }

        if (named)
        {
            Add("404", "There is nothing of this id or name.");
        }

        if (operation.RequestBody is not null)
        {
            Add("409", "It contradicts what is stored.");
            Add("413", "The body or the picture is too large.");
            Add("415", "Another content type is needed.");
            Add("422", "Well-formed, but it cannot be done.");
        }

        Add("429", "Too many requests with this key; Retry-After says in how many seconds.");
        Add("503", "A store is away for now; Retry-After says in how many seconds to ask again.");

        void Add(string status, string description)
        {
            operation.Responses ??= [];
            operation.Responses.TryAdd(status, new OpenApiResponse
            {
                Description = description,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(DocumentDocumentation.Problem, document) },
                },
            });
        }
    }
}
