using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace ReId.Search.Endpoints.Documentation;

/// <summary>Fields of an endpoint's multipart form, which are read by hand: pictures first, those that must be there.</summary>
/// <param name="Pictures">Files.</param>
/// <param name="Required">Texts that must be there.</param>
/// <param name="Optional">Texts that may.</param>
/// <param name="Repeated">Those of all these that may be repeated.</param>
internal sealed record FormFields(string[] Pictures, string[] Required, string[] Optional, string[] Repeated)
{
    /// <summary>The form as an object whose properties are its fields.</summary>
    public OpenApiSchema Schema() => new()
    {
        Type = JsonSchemaType.Object,
        Required = Pictures.Concat(Required).ToHashSet(),
        Properties = Pictures.Select(name => (name, File: true)).Concat(Required.Concat(Optional).Select(name => (name, File: false)))
            .ToDictionary(field => field.name, IOpenApiSchema (field) => Field(field.name, field.File)),
    };

    private OpenApiSchema Field(string name, bool file)
    {
        var one = new OpenApiSchema { Type = JsonSchemaType.String, Format = file ? "binary" : null };
        return Repeated.Contains(name) ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = one } : one;
    }
}

internal static class FormFieldsExtensions
{
    public static TBuilder WithForm<TBuilder>(
        this TBuilder endpoint, string[] pictures, string[]? required = null, string[]? optional = null, string[]? repeated = null)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new FormFields(pictures, required ?? [], optional ?? [], repeated ?? []));
}
