using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ReId.Search.Security.Keys;

namespace ReId.Search.Endpoints.Documentation;

/// <summary>What the OpenAPI document says of the API as a whole: its name, its errors, its key.</summary>
internal sealed class DocumentDocumentation(ApiOptions options) : IOpenApiDocumentTransformer
{
    /// <summary>Name of the key's scheme.</summary>
    public const string KeyScheme = "apiKey";

    /// <summary>Name of the schema of every error.</summary>
    public const string Problem = "Problem";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "ReId", Version = options.Version, Description = "Person re-identification: search, galleries, identities." };

        // Added, not only set: a requirement whose scheme the document does not know is left out when it is written.
        document.AddComponent<IOpenApiSecurityScheme>(KeyScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = KeyAuthenticator.Header,
            Description = "A key of './reid keys create'.",
        });
        document.AddComponent<IOpenApiSchema>(Problem, new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "title", "status", "detail", "traceId" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What is wrong, and what would be right." },
                ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        });
        return Task.CompletedTask;
    }
}
