namespace ReId.Model.Training.Recipes;

/// <summary>What a recipe holds where a file says nothing.</summary>
internal static class RecipeDefaults
{
    /// <summary>The value of a key.</summary>
    /// <param name="record">The default of the record; null for what is no record.</param>
    /// <param name="key">The key in snake case.</param>
    /// <returns>Null where there is no such key.</returns>
    public static object? Of(object? record, string key) => record?.GetType().GetProperties()
        .FirstOrDefault(property => SnakeCase.Of(property.Name) == key && property.GetIndexParameters().Length == 0)?.GetValue(record);

    /// <summary>The default of an entry of a list of records.</summary>
    /// <param name="list">The list; an empty one says what its entries would be, too.</param>
    /// <returns>Null where its entries are no records.</returns>
    public static object? Entry(object? list)
    {
        var entry = list?.GetType().GetInterfaces()
            .FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))?.GetGenericArguments()[0];
        return entry?.GetConstructor(Type.EmptyTypes)?.Invoke(null);
    }
}
