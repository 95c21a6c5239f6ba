using Microsoft.AspNetCore.Http;

namespace ReId.Search.Problems;

/// <summary>A request that cannot be answered, and why.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="detail">One sentence: which field, what is wrong, what would be right.</param>
internal sealed class ApiException(int status, string detail) : Exception(detail)
{
    public int Status => status;

    public static ApiException Bad(string detail) => new(StatusCodes.Status400BadRequest, detail);

    public static ApiException Missing(string what) => new(StatusCodes.Status404NotFound, what);

    public static ApiException Conflict(string detail) => new(StatusCodes.Status409Conflict, detail);

    public static ApiException Unusable(string detail) => new(StatusCodes.Status422UnprocessableEntity, detail);
}
